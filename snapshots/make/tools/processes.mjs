// /proc of a fake root: processes, and what the kernel says of itself.
export const installKernel = (
  root,
  {
    name,
    machineId,
    bootId,
    uname,
    version,
    cmdline,
    entropy,
    poolsize,
    hardware = "none",
    flags,
    virt = "kvm",
    cores = 4,
    capabilities = "000001ffffffffff",
  },
) => {
  root.kernel("/proc/sys/kernel/hostname", `${name}\n`);
  root.kernel("/etc/machine-id", `${machineId}\n`);
  root.kernel("/proc/sys/kernel/random/boot_id", `${bootId}\n`);
  root.kernel("/proc/sys/kernel/random/entropy_avail", `${entropy}\n`);
  root.kernel("/proc/sys/kernel/random/poolsize", `${poolsize}\n`);
  root.kernel("/sys/devices/virtual/misc/hw_random/rng_current", `${hardware}\n`);
  root.kernel("/proc/version", `${version}\n`);
  root.kernel("/proc/cmdline", `${cmdline}\n`);
  root.kernel("/proc/stat", `cpu  1 2 3 4\nbtime ${root.boot}\nprocesses 4811\n`);
  root.kernel("/proc/loadavg", "0.34 0.41 0.38 2/611 48211\n");
  root.kernel("/proc/meminfo", "MemTotal:       16393912 kB\nMemFree:         1822404 kB\nMemAvailable:    6711288 kB\n");
  root.kernel(
    "/proc/cpuinfo",
    Array.from(
      { length: cores },
      (_, index) => `processor\t: ${index}
model name\t: Server processor
flags\t\t: fpu vme de pse msr pae aes ${flags}

`,
    ).join(""),
  );
  root.kernel(
    "/proc/self/status",
    `Name:\tsh
Uid:\t0\t0\t0\t0
CapInh:\t0000000000000000
CapPrm:\t${capabilities}
CapEff:\t${capabilities}
CapBnd:\t${capabilities}
CapAmb:\t0000000000000000
`,
  );
  root.kernel("/proc/self/uid_map", "         0          0 4294967295\n");
  root.kernel("/proc/1/comm", "systemd\n");
  root.kernel("/proc/self/ns/.keep", "");
  root.kernel("/proc/1/ns/.keep", "");
  root.link("/proc/self/ns/net", "net:[4026531840]");
  root.link("/proc/1/ns/net", "net:[4026531840]");
  root.link("/proc/self/exe", "/usr/bin/dash");
  root.tool("/usr/bin/uname", [
    { when: "-a", out: `${uname}\n` },
    { when: "-n", out: `${name}\n` },
  ]);
  root.tool("/usr/bin/getconf", [{ when: "CLK_TCK", out: "100\n" }]);
  root.tool("/usr/bin/systemd-detect-virt", [{ out: `${virt}\n`, exit: virt === "none" ? 1 : 0 }]);
};

const THREADS = [
  "kthreadd",
  "rcu_gp",
  "rcu_par_gp",
  "slub_flushwq",
  "netns",
  "mm_percpu_wq",
  "rcu_tasks_rude_",
  "rcu_tasks_trace",
  "ksoftirqd/0",
  "rcu_sched",
  "migration/0",
  "idle_inject/0",
  "cpuhp/0",
  "cpuhp/1",
  "kdevtmpfs",
  "inet_frag_wq",
  "kauditd",
  "khungtaskd",
  "oom_reaper",
  "writeback",
  "kcompactd0",
  "ksmd",
  "khugepaged",
  "kintegrityd",
  "kblockd",
  "blkcg_punt_bio",
  "ata_sff",
  "md",
  "watchdogd",
  "kswapd0",
  "ecryptfs-kthrea",
  "kthrotld",
  "acpi_thermal_pm",
  "scsi_eh_0",
  "scsi_tmf_0",
  "vfio-irqfd-clea",
  "mld",
  "ipv6_addrconf",
  "kstrp",
  "zswap-shrink",
  "charger_manager",
  "jbd2/dm-0-8",
  "ext4-rsv-conver",
];

const mapping = (path, index) => {
  const start = `7f${(index + 10).toString(16)}000`;
  return `${start}00000-${start}21000 r-xp 00000000 fd:00 ${131000 + index}   ${path} (deleted)\n`;
};

/** `processes`: [{pid, ppid, uid, comm, start, gone}], `gone` being replaced libraries that it still has mapped. */
export const installProcesses = (root, processes) => {
  const threads = THREADS.map((comm, index) => ({ pid: index + 2, ppid: index === 0 ? 0 : 2, uid: 0, comm, start: root.boot }));
  for (const { pid, ppid = 1, uid, comm, start, gone = [] } of [
    { pid: 1, ppid: 0, uid: 0, comm: "systemd", start: root.boot },
    ...threads,
    ...processes,
  ]) {
    const ticks = Math.max(0, start - root.boot) * 100;
    root.kernel(
      `/proc/${pid}/stat`,
      `${pid} (${comm}) S ${ppid} ${pid} ${pid} 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 ${ticks} 0 0 18446744073709551615\n`,
    );
    root.kernel(`/proc/${pid}/status`, `Name:\t${comm}\nPPid:\t${ppid}\nUid:\t${uid}\t${uid}\t${uid}\t${uid}\n`);
    root.kernel(`/proc/${pid}/maps`, gone.map(mapping).join(""));
  }
};
