// The crontab of user zimbra as the packages write it; the block for backups is empty in the open source edition.
const PREFS = "/opt/zimbra/data/amavisd/.spamassassin/user_prefs";
const RULES = "/opt/zimbra/data/spamassassin/localrules";

const lines = (backup) => `# ZIMBRASTART -- DO NOT EDIT ANYTHING BETWEEN THIS LINE AND ZIMBRAEND
#
# Log pruning
#
30 2 * * * find /opt/zimbra/log/ -type f -name \\*.log\\* -mtime +8 -exec rm {} \\; > /dev/null 2>&1
35 2 * * * find /opt/zimbra/log/ -type f -name \\*.out.???????????? -mtime +8 -exec rm {} \\; > /dev/null 2>&1
#
# Status logging
#
*/2 * * * * /opt/zimbra/libexec/zmstatuslog > /dev/null 2>&1
#
# Backups
#
# BACKUP BEGIN
${backup}# BACKUP END
#
# crontab.ldap
#
#
# crontab.logger
#
# process logs
00,10,20,30,40,50 * * * * /opt/zimbra/libexec/zmlogprocess > /tmp/logprocess.out 2>&1
# Graph generation
10 * * * * /opt/zimbra/libexec/zmgengraphs >> /tmp/gengraphs.out 2>&1
# Daily reports
30 23 * * * /opt/zimbra/libexec/zmdailyreport -m
#
# crontab.mta
#
# Queue logging
0,10,20,30,40,50 * * * * /opt/zimbra/libexec/zmqueuelog
# Train spam filter
0 23 * * * /opt/zimbra/bin/zmtrainsa >> /opt/zimbra/log/spamtrain.log 2>&1
45 23 * * * /opt/zimbra/bin/zmtrainsa --cleanup >> /opt/zimbra/log/spamtrain.log 2>&1
# Spam Bayes auth token cleanup
15 5,20 * * * /opt/zimbra/common/bin/sa-learn -p ${PREFS} --siteconfigpath ${RULES} --force-expire --sync > /dev/null 2>&1
# Clean up amavisd/tmp
15 5,20 * * * find /opt/zimbra/data/amavisd/tmp -maxdepth 1 -type d -name 'amavis-*' -mtime +1 -exec rm -rf {} \\; > /dev/null 2>&1
# Clean up quarantine dir
0 1 * * * find /opt/zimbra/data/amavisd/quarantine -type f -mtime +7 -exec rm -f {} \\; > /dev/null 2>&1
# SpamAssassin rules updates
45 0 * * * . /opt/zimbra/.bashrc; /opt/zimbra/libexec/zmsaupdate
#
# crontab.store
#
# Table maintenance
30 1 * * 7 /opt/zimbra/libexec/zmmaintaintables >> /dev/null 2>&1
# Report on any database inconsistencies
0 23 * * 7 /opt/zimbra/libexec/zmdbintegrityreport -m
# Certificate expiry
0 3 * * * /opt/zimbra/libexec/zmcheckexpiredcerts -days 30 -email
# Old preview files
0 2 * * * /opt/zimbra/libexec/zmcleantmp
# ZIMBRAEND -- DO NOT EDIT ANYTHING BETWEEN THIS LINE AND ZIMBRASTART
`;

export const CRONTAB = lines("");
export const crontabWith = (backup) => lines(backup);
