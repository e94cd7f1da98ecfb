// The clock's programs.
export const installTimedatectl = (root, { zone = "Etc/UTC", ntp, synchronized }) => root.tool("/usr/bin/timedatectl", [{ when: "show",
  out: `Timezone=${zone}\nLocalRTC=no\nCanNTP=${ntp === null ? "no" : "yes"}\nNTP=${ntp ? "yes" : "no"}\nNTPSynchronized=${synchronized ? "yes" : "no"}\nTimeUSec=Tue 2026-09-01 06:00:04 UTC\nRTCTimeUSec=Tue 2026-09-01 06:00:04 UTC\n`, ms: 20 }]);

/** `sources`: [mark, name, stratum, poll, reach, last, offset text]. */
export const installChrony = (root, { reference, stratum, offset, sources, config, path = "/etc/chrony/chrony.conf" }) => {
  root.tool("/usr/bin/chronyc", [
    { when: "-n tracking", out: `Reference ID    : ${reference}\nStratum         : ${stratum}\nRef time (UTC)  : Tue Sep 01 05:58:41 2026\nSystem time     : ${offset} seconds fast of NTP time\nLast offset     : +${offset} seconds\nRMS offset      : 0.000041256 seconds\nFrequency       : 11.402 ppm slow\nResidual freq   : +0.001 ppm\nSkew            : 0.022 ppm\nRoot delay      : 0.004127410 seconds\nRoot dispersion : 0.000612911 seconds\nUpdate interval : 64.4 seconds\nLeap status     : Normal\n`, ms: 10 },
    { when: "-n sources", out: `MS Name/IP address         Stratum Poll Reach LastRx Last sample               \n===============================================================================\n${sources.map(([mark, name, level, poll, reach, last, sample]) => `${mark} ${name.padEnd(29)} ${String(level).padStart(1)}  ${String(poll).padStart(2)} ${String(reach).padStart(5)} ${String(last).padStart(5)}  ${sample}\n`).join("")}`, ms: 10 },
  ]);
  root.put(path, config);
};
