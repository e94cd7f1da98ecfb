# METADATA
# title: The shapes of a result
# description: |
#   One object per subject and finding. Evidence is given as leaves; the engine takes their place in the snapshot from
#   them.
package zmaudit.lib.verdict

pass(subject, message, evidence) := {
	"subject": subject,
	"status": "pass",
	"message": message,
	"evidence": evidence,
}

pass_with(subject, message, evidence, notes) := {
	"subject": subject,
	"status": "pass",
	"message": message,
	"evidence": evidence,
	"notes": notes,
}

fail(subject, message, evidence, fix) := {
	"subject": subject,
	"status": "fail",
	"message": message,
	"evidence": evidence,
	"fix": fix,
}

fail_with(subject, message, evidence, fix, notes) := {
	"subject": subject,
	"status": "fail",
	"message": message,
	"evidence": evidence,
	"fix": fix,
	"notes": notes,
}

# severity: where a finding weighs less or more than the control's own
fail_as(severity, subject, message, evidence, fix) := {
	"subject": subject,
	"status": "fail",
	"severity": severity,
	"message": message,
	"evidence": evidence,
	"fix": fix,
}

not_applicable(subject, reason, evidence) := {
	"subject": subject,
	"status": "not_applicable",
	"message": reason,
	"evidence": evidence,
}

manual(subject, question, evidence, notes) := {
	"subject": subject,
	"status": "manual",
	"message": question,
	"evidence": evidence,
	"notes": notes,
}

# unknown(subject, reason, evidence, settle): the rule sees why nobody can tell; settle names the commands that would
unknown(subject, reason, evidence, settle) := {
	"subject": subject,
	"status": "unknown",
	"message": reason,
	"evidence": evidence,
	"settle": settle,
}
