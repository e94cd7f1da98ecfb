// The accounts of the estate: about two thousand, administrators, guests, and what is delegated.
import { account } from "../directory/entries.mjs";
import { gentime, idOf, randomOf } from "../seed.mjs";
import { SEED, NOW, CREATED, MAILBOXES } from "./estate-servers.mjs";
import { CLASSES, NAMES } from "./estate-domains.mjs";

const chooseClass = (random) => {
  let ticket = random.next() * CLASSES.reduce((sum, [, , share]) => sum + share, 6);
  for (const [name, , share] of CLASSES) {
    ticket -= share;
    if (ticket < 0) return name;
  }
  return undefined;
};

const HOMES = NAMES.filter((name) => !["old-council.example.com", "guests.example.com"].includes(name));

export const people = () => {
  const random = randomOf(SEED, "people");
  return Array.from({ length: 1965 }, (_, index) => {
    const created = CREATED + random.between(0, 1500) * 86400;
    const cos = chooseClass(random);
    const stale = random.next() < 0.04;
    const last = stale ? NOW - random.between(200, 900) * 86400 : NOW - random.between(600, 25 * 86400);
    return account(SEED, {
      name: `u${String(index + 1).padStart(4, "0")}@${random.next() < 0.35 ? HOMES[0] : random.pick(HOMES)}`,
      created,
      mailHost: random.pick(MAILBOXES),
      changes: {
        zimbraCOSId: cos === undefined ? undefined : idOf(SEED, "cos", cos),
        zimbraCreateTimestamp: gentime(created, `.${String(random.between(0, 999)).padStart(3, "0")}`),
        zimbraLastLogonTimestamp:
          random.next() < 0.02 ? undefined : gentime(Math.max(last, created + 60), `.${String(random.between(0, 999)).padStart(3, "0")}`),
        zimbraPasswordModifiedTime: gentime(created + random.between(0, 300) * 86400),
        zimbraAccountStatus: random.next() < 0.06 ? "locked" : random.next() < 0.03 ? "closed" : "active",
        zimbraTwoFactorAuthEnabled: random.next() < 0.4 ? "TRUE" : undefined,
        zimbraImapEnabled: random.next() < 0.02 ? "TRUE" : undefined,
        zimbraFeatureTwoFactorAuthRequired: cos === "executives" && random.next() < 0.1 ? "FALSE" : undefined,
        zimbraPrefMailForwardingAddress: random.next() < 0.012 ? `box${index}@freemail.example.org` : undefined,
        zimbraPrefShortEmailAddress: random.next() < 0.05 ? "TRUE" : undefined,
      },
    });
  });
};

export const administrators = () =>
  [
    ["root-admin@example.com", { zimbraIsAdminAccount: "TRUE" }, 2],
    ["mail-admin@example.com", { zimbraIsAdminAccount: "TRUE" }, 1],
    ["night-admin@example.com", { zimbraIsAdminAccount: "TRUE", zimbraFeatureTwoFactorAuthRequired: "FALSE" }, 9],
    ["former-admin@archive.example.com", { zimbraIsAdminAccount: "TRUE", zimbraCOSId: null }, 410],
    ["backup-service@example.com", { zimbraIsAdminAccount: "TRUE", zimbraCOSId: idOf(SEED, "cos", "devices") }, 1],
    ["closed-admin@example.com", { zimbraIsAdminAccount: "TRUE", zimbraAccountStatus: "closed" }, 700],
    ...["school-a", "school-b", "school-c", "clinic"].map((name, index) => [
      `admin@${name}.example.com`,
      { zimbraIsDelegatedAdminAccount: "TRUE" },
      3 + index * 40,
    ]),
  ].map(([name, changes, days]) =>
    account(SEED, {
      name,
      created: CREATED + 86400,
      mailHost: MAILBOXES[0],
      changes: {
        zimbraCOSId: idOf(SEED, "cos", "administrators"),
        zimbraLastLogonTimestamp: gentime(NOW - days * 86400, ".402"),
        zimbraPasswordModifiedTime: gentime(NOW - 90 * 86400),
        zimbraTwoFactorAuthEnabled: days < 5 ? "TRUE" : undefined,
        ...changes,
      },
    }),
  );

export const guests = () =>
  Array.from({ length: 20 }, (_, index) =>
    account(SEED, {
      name: `guest${index + 1}.partner.example.net@guests.example.com`,
      created: NOW - 86400 * (20 + index * 11),
      mailHost: MAILBOXES[index % 2],
      changes: {
        zimbraIsExternalVirtualAccount: "TRUE",
        zimbraHideInGal: "TRUE",
        ...(index % 4 === 0 ? { zimbraExternalAccountDisabledTime: gentime(NOW - 86400 * 3) } : {}),
      },
    }),
  );

export const delegated = () =>
  Object.fromEntries(
    ["school-a", "school-b", "school-c", "clinic"].map((name) => [
      `${name}.example.com`,
      ["+domainAdminConsoleRights", "setAccountPassword"].map((right) => ({
        cells: [
          "domain",
          idOf(SEED, `${name}.example.com`),
          `${name}.example.com`,
          "usr",
          idOf(SEED, `admin@${name}.example.com`),
          `admin@${name}.example.com`,
        ],
        right,
      })),
    ]),
  );
