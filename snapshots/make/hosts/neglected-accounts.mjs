// The accounts of the neglected server: people, administrators that nobody remembers, guests, data sources.
import { account } from "../directory/entries.mjs";
import { at, gentime, randomOf } from "../seed.mjs";
import { SEED, HOST, FIRST } from "./neglected-names.mjs";

export const people = (cos) => {
  const random = randomOf(SEED, "people");
  const [, , legacy, sales] = cos.map(({ attributes }) => attributes.zimbraId[0]);
  return Array.from({ length: 72 }, (_, index) => {
    const number = String(index + 1).padStart(3, "0");
    const host = index % 9 === 4 ? "corp.example.com" : index % 23 === 11 ? "shop.example.com" : "example.com";
    const created = FIRST + random.between(0, 12 * 31536000);
    const last =
      random.next() < 0.3 ? created + random.between(86400, 3 * 31536000) : at("2026-08-31T18:00:00Z") - random.between(0, 20 * 86400);
    return account(SEED, {
      name: `user${number}@${host}`,
      created,
      mailHost: HOST,
      changes: {
        zimbraCOSId: index % 5 === 1 ? legacy : index % 5 === 3 ? sales : undefined,
        zimbraLastLogonTimestamp: random.next() < 0.12 ? null : gentime(Math.min(last, at("2026-08-31T18:00:00Z")), ""),
        zimbraCreateTimestamp: gentime(created, ""),
        zimbraAccountStatus: random.next() < 0.1 ? "locked" : random.next() < 0.05 ? "closed" : "active",
        zimbraPasswordModifiedTime: gentime(created + 86400, ""),
        ...(random.next() < 0.15 ? { zimbraImapEnabled: "TRUE", zimbraPop3Enabled: "TRUE" } : {}),
        ...(index % 17 === 6 ? { zimbraPrefMailForwardingAddress: `box${number}@freemail.example.net` } : {}),
        ...(index === 20 ? { zimbraAllowFromAddress: ["user001@example.com", "ceo@partner.example.net"] } : {}),
        ...(index % 31 === 9
          ? { zimbraMailForwardingAddress: "archive@backup.example.org", zimbraPrefMailLocalDeliveryDisabled: "TRUE" }
          : {}),
      },
    });
  });
};

export const administrators = () =>
  [
    [
      "admin@example.com",
      {
        zimbraIsAdminAccount: "TRUE",
        zimbraMailAlias: ["postmaster@example.com", "root@example.com"],
        zimbraLastLogonTimestamp: "20260831070211Z",
        zimbraPrefMailForwardingAddress: "it-team@freemail.example.net",
      },
      "2011-03-07",
    ],
    ["oldadmin@example.com", { zimbraIsAdminAccount: "TRUE", zimbraLastLogonTimestamp: "20230105110203Z" }, "2012-06-01"],
    ["migration@example.com", { zimbraIsAdminAccount: "TRUE", zimbraPasswordMinLength: 4 }, "2011-03-08"],
    [
      "vendor-support@example.com",
      { zimbraIsAdminAccount: "TRUE", zimbraLastLogonTimestamp: "20210910081200Z", zimbraFeatureTwoFactorAuthRequired: "FALSE" },
      "2017-02-14",
    ],
    [
      "backup@example.com",
      { zimbraIsAdminAccount: "TRUE", zimbraAccountStatus: "locked", zimbraLastLogonTimestamp: "20190301000000Z" },
      "2013-01-01",
    ],
    [
      "monitoring@example.com",
      { zimbraIsAdminAccount: "TRUE", zimbraLastLogonTimestamp: "20260901020001Z", zimbraImapEnabled: "TRUE" },
      "2016-05-05",
    ],
    ["helpdesk@example.com", { zimbraIsDelegatedAdminAccount: "TRUE", zimbraLastLogonTimestamp: "20260828134455Z" }, "2015-09-09"],
  ].map(([name, changes, created]) =>
    account(SEED, {
      name,
      created: at(`${created}T08:00:00Z`),
      mailHost: HOST,
      changes: { zimbraCreateTimestamp: gentime(at(`${created}T08:00:00Z`), ""), ...changes },
    }),
  );

export const guests = () =>
  ["partner.one@mail.example.org", "partner.two@mail.example.org"].map((address, index) =>
    account(SEED, {
      name: `${address.replace("@", ".")}@example.com`,
      created: at("2019-04-01T00:00:00Z") + index * 864000,
      mailHost: HOST,
      changes: {
        zimbraIsExternalVirtualAccount: "TRUE",
        zimbraHideInGal: "TRUE",
        zimbraCreateTimestamp: gentime(at("2019-04-01T00:00:00Z") + index * 864000, ""),
      },
    }),
  );

export const dataSources = (owners) =>
  [
    ["imap", "imap.freemail.example.net", 143, "cleartext"],
    ["pop3", "pop.partner.example.net", 110, "cleartext"],
    ["imap", "imap.freemail.example.net", 993, "ssl"],
  ].map(([type, host, port, connection], index) => ({
    dn: `zimbraDataSourceName=${type}${index + 1},${owners[index * 7 + 3].dn}`,
    attributes: {
      objectClass: ["zimbraDataSource", type === "imap" ? "zimbraImapDataSource" : "zimbraPop3DataSource"],
      zimbraDataSourceType: [type],
      zimbraDataSourceEnabled: ["TRUE"],
      zimbraDataSourceHost: [host],
      zimbraDataSourcePort: [String(port)],
      zimbraDataSourceConnectionType: [connection],
      zimbraDataSourceUsername: [`user${index}`],
      zimbraDataSourcePassword: ["bm90LWEtcGFzc3dvcmQ="],
    },
  }));
