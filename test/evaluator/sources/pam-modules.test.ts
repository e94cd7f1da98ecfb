import { test } from "uvu";
import * as assert from "uvu/assert";
import { parsePamModules } from "../../../evaluator/sources/pam-modules.js";

const say = (text: string): readonly string[] => {
  const parsed = parsePamModules(text);
  return parsed.outcome === "error" ? [parsed.reason] : parsed.value.map(({ type, control, module }) => `${type}|${control}|${module}`);
};

test("an include is no line of its own, a substack is", () => {
  assert.equal(say(`auth substack password-auth
auth required pam_faildelay.so
auth [default=1 ignore=ignore success=ok] pam_usertype.so
-auth include postlogin
@include common-account
`),
    ["auth|substack|password-auth", "auth|required|pam_faildelay.so", "auth|[default=1 ignore=ignore success=ok]|pam_usertype.so"]);
});

test("names alone, with their folder", () => {
  assert.equal(say("pam_unix.so\n/lib64/security/pam_google_authenticator.so\n"), ["||pam_unix.so", "||pam_google_authenticator.so"]);
  assert.is(parsePamModules("# nothing\n").outcome, "nothing");
  assert.is(parsePamModules("auth [broken pam_unix.so\n").outcome, "error");
});

test.run();
