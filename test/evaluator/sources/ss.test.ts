import { test } from "uvu";
import * as assert from "uvu/assert";
import { parseSs } from "../../../evaluator/sources/ss.js";

const say = (text: string): readonly string[] => {
  const parsed = parseSs(text);
  if (parsed.outcome === "error") return [parsed.reason];
  return parsed.value.map(({ protocol, address, port, process }) => `${protocol} ${address} ${port} ${process}`.trim()).sort();
};

// The same eight sockets as five tools print them: iproute2 6.1, net-tools 2.10, kernel 6.18.
const sockets = [
  "tcp * 7071 x", "tcp 0.0.0.0 25 x", "tcp 127.0.0.1 10024 x", "tcp 127.0.0.1 389 x", "tcp :: 25 x", "tcp ::1 953 x",
  "udp * 514 x", "udp 127.0.0.1 323 x",
];
const unnamed = sockets.map((socket) => socket.slice(0, -2)).sort();

const ss = `udp UNCONN 0      0               127.0.0.1:323   0.0.0.0:* users:(("x",pid=12895,fd=9))
udp UNCONN 0      0                       *:514         *:* users:(("x",pid=12895,fd=11))
tcp LISTEN 0      5                 0.0.0.0:25    0.0.0.0:* users:(("x",pid=12895,fd=7))
tcp LISTEN 0      5               127.0.0.1:10024 0.0.0.0:* users:(("x",pid=12895,fd=3))
tcp LISTEN 0      5                    [::]:25       [::]:* users:(("x",pid=12895,fd=6))
tcp LISTEN 0      5      [::ffff:127.0.0.1]:389         *:* users:(("x",pid=12895,fd=5))
tcp LISTEN 0      5                   [::1]:953      [::]:* users:(("x",pid=12895,fd=8))
tcp LISTEN 0      5                       *:7071        *:* users:(("x",pid=12895,fd=4))
`;

test("ss with and without header, with and without the names that only root sees", () => {
  assert.equal(say(ss), sockets);
  assert.equal(say(`Netid State  Recv-Q Send-Q      Local Address:Port  Peer Address:PortProcess\n${ss}`), sockets);
  assert.equal(say(ss.replace(/ users:.*/g, "")), unnamed);
});

test("netstat shows IPv4 and IPv6 together as :::, and only another socket tells that it does not", () => {
  assert.equal(say(`Active Internet connections (only servers)
Proto Recv-Q Send-Q Local Address           Foreign Address         State       PID/Program name
tcp        0      0 0.0.0.0:25              0.0.0.0:*               LISTEN      12895/x
tcp        0      0 127.0.0.1:10024         0.0.0.0:*               LISTEN      12895/x
tcp6       0      0 :::25                   :::*                    LISTEN      12895/x
tcp6       0      0 127.0.0.1:389           :::*                    LISTEN      12895/x
tcp6       0      0 ::1:953                 :::*                    LISTEN      12895/x
tcp6       0      0 :::7071                 :::*                    LISTEN      12895/x
udp        0      0 127.0.0.1:323           0.0.0.0:*                           12895/x
udp6       0      0 :::514                  :::*                                12895/x
`), sockets);
});

test("an address that netstat had to cut is no address", () => {
  const text = `tcp6       0      0 2001:db8::4:5:25        :::*                    LISTEN      1/x
tcp6       0      0 2001:db8:1111:2222:3:25 :::*                    LISTEN      1/x
tcp        0      0 0.0.0.0:22              0.0.0.0:*               LISTEN      -
`;
  const parsed = parseSs(text);
  assert.is(parsed.outcome, "partial");
  assert.equal(parsed.outcome === "partial" && parsed.lines, [2]);
});

test("netstat's program names: with a title, with blanks, none", () => {
  assert.equal(say(`tcp        0      0 0.0.0.0:22              0.0.0.0:*               LISTEN      884/sshd: /usr/sbin
tcp        0      0 0.0.0.0:80              0.0.0.0:*               LISTEN      885/nginx: master p
tcp        0      0 0.0.0.0:81              0.0.0.0:*               LISTEN      -
`), ["tcp 0.0.0.0 22 sshd", "tcp 0.0.0.0 80 nginx", "tcp 0.0.0.0 81"]);
});

test("the kernel's tables: words in the machine's order, only listening and unconnected sockets", () => {
  assert.equal(say(`# /proc/net/tcp
  sl  local_address rem_address   st tx_queue rx_queue
   0: 00000000:0019 00000000:0000 0A 00000000:00000000 0 0 22488 1 0000000090028026 100 0 0 10 0
   1: 0100007F:2728 00000000:0000 0A 00000000:00000000 0 0 22484 1 00000000235704c7 100 0 0 10 0
   2: 0100007F:9C40 0100007F:2728 01 00000000:00000000 0 0 22494 1 00000000235704c8 100 0 0 10 0
# /proc/net/tcp6
  sl  local_address                         remote_address                        st tx_queue rx_queue
   0: 00000000000000000000000000000000:0019 00000000000000000000000000000000:0000 0A 00000000:00000000 0 0 22487 1 0
   1: 0000000000000000FFFF00000100007F:0185 00000000000000000000000000000000:0000 0A 00000000:00000000 0 0 22486 1 0
   2: 00000000000000000000000001000000:03B9 00000000000000000000000000000000:0000 0A 00000000:00000000 0 0 22489 1 0
   3: 00000000000000000000000000000000:1B9F 00000000000000000000000000000000:0000 0A 00000000:00000000 0 0 22485 1 0
# /proc/net/udp
   sl  local_address rem_address   st tx_queue rx_queue
15918: 0100007F:0143 00000000:0000 07 00000000:00000000 0 0 22490 2 000000006a89d748 0
# /proc/net/udp6
  sl  local_address                         remote_address                        st tx_queue rx_queue
16109: 00000000000000000000000000000000:0202 00000000000000000000000000000000:0000 07 00000000:00000000 0 0 22491 2 0
`), unnamed);
});

test("old ss means IPv4 by an asterisk", () => {
  assert.equal(say(`Netid State      Recv-Q Send-Q     Local Address:Port       Peer Address:Port
udp    UNCONN     0      0         127.0.0.1:323                   *:*                   users:(("chronyd",pid=701,fd=5))
tcp    LISTEN     0      128               *:22                    *:*                   users:(("sshd",pid=1010,fd=3))
tcp    LISTEN     0      128              :::22                   :::*                   users:(("sshd",pid=1010,fd=4))
tcp    LISTEN     0      100              :::7071                 :::*                   users:(("java",pid=2020,fd=9))
tcp    LISTEN     0      100  ::ffff:127.0.0.1:389                :::*                   users:(("slapd",pid=2021,fd=9))
`), ["tcp * 7071 java", "tcp 0.0.0.0 22 sshd", "tcp 127.0.0.1 389 slapd", "tcp :: 22 sshd", "udp 127.0.0.1 323 chronyd"]);
});

test("zones and devices are no part of an address, and a name may stand on the next line", () => {
  assert.equal(say(`udp UNCONN 0 0 127.0.0.53%lo:53 0.0.0.0:* users:(("systemd-resolve",pid=1,fd=1))
udp UNCONN 0 0 [fe80::1]%eth0:546 [::]:*
udp UNCONN 0 0 [fe80::2%eth0]:546 [::]:*
tcp LISTEN 0 128 [2001:db8::25]:443 [::]:*
  users:(("nginx",pid=1,fd=1),("nginx",pid=2,fd=1))
`), ["tcp 2001:db8::25 443 nginx", "udp 127.0.0.53 53 systemd-resolve", "udp fe80::1 546", "udp fe80::2 546"]);
});

test("a list of one protocol says nothing of the other", () => {
  const parsed = parseSs("State  Recv-Q Send-Q Local Address:Port Peer Address:Port\nLISTEN 0 128 0.0.0.0:22 0.0.0.0:*\n");
  assert.is(parsed.outcome, "error");
});

test("no socket, a message, a line that is none", () => {
  assert.is(parseSs("").outcome, "nothing");
  assert.is(parseSs("bash: ss: command not found\n").outcome, "error");
  assert.is(parseSs("tcp LISTEN 0 5 0.0.0.0:99999 0.0.0.0:*\n").outcome, "error");
  const parsed = parseSs(`${ss}tcp LISTEN 0 5 somewhere:25 0.0.0.0:*\n`);
  assert.equal(parsed.outcome === "partial" && parsed.lines, [9]);
});

test.run();
