import { test } from "uvu";
import * as assert from "uvu/assert";
import { bare, makeHost, openHost, type GivenHost } from "./sample-host.js";

const read = async (parts: GivenHost["parts"]): Promise<readonly unknown[]> => {
  const { files, installed } = makeHost(await openHost({ parts })).host.webroot;
  return [bare(files), bare(installed)];
};

const apps = "/opt/zimbra/jetty_base/webapps";

test("what Jetty compiles is left out", async () => {
  const text = `${apps}/zimbra/public/login.jsp\t12\t1785000000\t998\t-\n/opt/zimbra/jetty_base/work/zimbra/jsp/org/apache/jsp/login_jsp.class\t9\t1790000000\t998\t-\n${apps}/zimbra/WEB-INF/work/a_jsp.class\t9\t1790000000\t998\t-\n`;
  const [files] = await read({ "files.webroot@list": text });
  assert.equal(files, { value: [{ path: `${apps}/zimbra/public/login.jsp`, mtime: 1785000000, size: 12, uid: 998 }], from: "file" });
});

test("a page in a folder that only is named work is served", async () => {
  const text = `${apps}/zimbra/work/x.jsp\t12\t1785000000\t998\t-\n`;
  const [files] = await read({ "files.webroot@list": text });
  assert.equal(files, { value: [{ path: `${apps}/zimbra/work/x.jsp`, mtime: 1785000000, size: 12, uid: 998 }], from: "file" });
});

test("WEB-INF below a folder that imitates a web root is served", async () => {
  const path = `${apps}/zimbra/js/webapps/a/WEB-INF/work/x.jsp`;
  const [files] = await read({ "files.webroot@list": `${path}\t12\t1785000000\t998\t-\n` });
  assert.equal(files, { value: [{ path, mtime: 1785000000, size: 12, uid: 998 }], from: "file" });
});

test("the newest package is that of a patch or an installation; a run of zmsetup brings no files", async () => {
  const history = "1700000000: INSTALL SESSION START\n1700000100: INSTALLED zimbra-store-8.8.15\n1720000000: CONFIGURED mta-patch 8.8.15.1\n1730000000: CONFIG SESSION COMPLETE\n1730000001: CONFIGURED zimbra-core\n";
  assert.equal((await read({ "zm.version@install_history": history }))[1], { value: 1720000000, from: "file" });
  assert.match(JSON.stringify((await read({ "zm.version@install_history": "1730000000: CONFIG SESSION COMPLETE\n" }))[1]), "names no package");
  assert.match(JSON.stringify((await read({}))[1]), "install_history was not collected");
});

test("a line that is not understood may be a file", async () => {
  assert.match(JSON.stringify((await read({ "files.webroot@list": `${apps}/a.jsp\t1\t2\t3\t-\nx\n` }))[0]), "read in part only");
  assert.match(JSON.stringify((await read({ "files.webroot@list": "" }))[0]), "names no file");
});

test.run();
