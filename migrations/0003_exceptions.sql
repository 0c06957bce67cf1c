-- Why: the exception desk. Cases that detection raised or people reported, what overrides change beside the imported records, and the
-- audit trail that every change of the desk and every policy version appends to.

-- Cases. `body` is the case as JSON; what is searched stands in columns of its own. A rule finds one thing at most in each part of a
-- passage, by which a finding is known again on the next import; a person's report has a part of its own.
create table exceptions (
    number integer primary key,
    record_id text not null,
    handoff text not null,
    cycle integer not null,
    rule text not null,
    part text not null,
    status text not null,
    exception_type text not null,
    severity text not null,
    owner text,
    arose bigint not null,
    raised_at bigint not null,
    due_at bigint,
    resolved_at bigint,
    body text not null
);

create unique index exceptions_finding on exceptions (record_id, handoff, cycle, rule, part);

create index exceptions_status on exceptions (status);

-- Findings that were over before anybody saw them: counted, never on the desk. Made anew with each detection.
create table exception_history (
    -- year * 12 + month - 1, of when it arose.
    month integer not null,
    exception_type text not null,
    severity text not null,
    findings bigint not null,
    primary key (month, exception_type, severity)
);

-- What the desk was last brought up to date with; without a row it never was.
create table detections (
    records_version bigint not null,
    policy_version integer not null references policy_versions (version),
    as_of bigint not null,
    detected_at bigint not null
);

-- What overrides change in the figures: it stands beside the imported records, so that taking it back restores them exactly, and an
-- import writes over neither. `place` is the override's place in its case, from 0.
create table adjustments (
    exception integer not null references exceptions (number),
    place integer not null,
    record_id text not null,
    handoff text not null,
    cycle integer not null,
    -- pause or merge
    kind text not null,
    body text not null,
    made_at bigint not null,
    taken_back_at bigint,
    primary key (exception, place)
);

-- The audit trail: hash = sha256(previous || newline || entry), entry in canonical JSON. The other columns repeat what the entry says, for
-- searching; the entry is what counts.
create table audit (
    number integer primary key,
    previous text not null,
    hash text not null,
    at bigint not null,
    act text not null,
    subject text not null,
    entry text not null
);

create index audit_subject on audit (subject, number);

-- Only ever added to. PostgreSQL says the same in other words; the chain is what holds where somebody writes past the database.
create trigger audit_not_changed before update on audit
begin
    select raise(abort, 'the audit trail is only ever added to');
end;

create trigger audit_not_removed before delete on audit
begin
    select raise(abort, 'the audit trail is only ever added to');
end;
