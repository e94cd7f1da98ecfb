// The clock's programs.
export const installTimedatectl = (root, { zone = "Etc/UTC", ntp, synchronized }) =>
  root.tool("/usr/bin/timedatectl", [
    {
      when: "show",
      out: `Timezone=${zone}
LocalRTC=no
CanNTP=${ntp === null ? "no" : "yes"}
NTP=${ntp ? "yes" : "no"}
NTPSynchronized=${synchronized ? "yes" : "no"}
TimeUSec=Tue 2026-09-01 06:00:04 UTC
RTCTimeUSec=Tue 2026-09-01 06:00:04 UTC
`,
      ms: 20,
    },
  ]);

const sourceLine = ([mark, name, level, poll, reach, last, sample]) => {
  const [far, every, register, ago] = [
    [level, 1],
    [poll, 2],
    [reach, 5],
    [last, 5],
  ].map(([value, width]) => String(value).padStart(width));
  return `${mark} ${name.padEnd(29)} ${far}  ${every} ${register} ${ago}  ${sample}\n`;
};

/** `sources`: [mark, name, stratum, poll, reach, last, offset text]. */
export const installChrony = (root, { reference, stratum, offset, sources, config, path = "/etc/chrony/chrony.conf" }) => {
  root.tool("/usr/bin/chronyc", [
    {
      when: "-n tracking",
      out: `Reference ID    : ${reference}
Stratum         : ${stratum}
Ref time (UTC)  : Tue Sep 01 05:58:41 2026
System time     : ${offset} seconds fast of NTP time
Last offset     : +${offset} seconds
RMS offset      : 0.000041256 seconds
Frequency       : 11.402 ppm slow
Residual freq   : +0.001 ppm
Skew            : 0.022 ppm
Root delay      : 0.004127410 seconds
Root dispersion : 0.000612911 seconds
Update interval : 64.4 seconds
Leap status     : Normal
`,
      ms: 10,
    },
    {
      when: "-n sources",
      out: `MS Name/IP address         Stratum Poll Reach LastRx Last sample               
===============================================================================
${sources.map(sourceLine).join("")}`,
      ms: 10,
    },
  ]);
  root.put(path, config);
};
