-- Why: the monthly review as a sitting. What was decided, who does what by when, what was noted and who signed has to outlive the session;
-- signed numbers are kept whole, so that a closed review never changes whatever is imported or published after it.
--
-- Months are numbers: year * 12 + month - 1. Rows that people edit count their changes in `version`, so that an edit of what is no longer
-- shown is refused.

-- One a month that somebody touched.
create table sittings (
    month integer primary key,
    -- Markdown.
    notes text not null,
    notes_by text not null,
    notes_at bigint,
    notes_version bigint not null,
    -- Who was asked to come and who came, as a JSON list.
    attendance text not null,
    attendance_version bigint not null
);

create table decisions (
    id text primary key,
    number integer not null,
    month integer not null,
    status text not null,
    -- The decision as JSON.
    body text not null,
    version bigint not null
);

create unique index decisions_number on decisions (number);

create table actions (
    id text primary key,
    number integer not null,
    month integer not null,
    -- YYYY-MM-DD
    due_on text not null,
    done_at bigint,
    body text not null,
    version bigint not null
);

create unique index actions_number on actions (number);

-- One a sign-off; a month that was reopened and signed again has several. `body` is the frozen review whole, `digest` its SHA-256, which
-- the audit trail holds too.
create table sign_offs (
    number integer primary key,
    month integer not null,
    -- What the sign-off says of itself, as JSON.
    said text not null,
    digest text not null,
    body text not null,
    reopened_at bigint
);

create index sign_offs_month on sign_offs (month);

-- What people decided about a capability's maturity; only ever added to.
create table maturity_judgements (
    number integer primary key,
    capability text not null,
    level text not null,
    proposed text not null,
    judged_by text not null,
    reason text not null,
    judged_at bigint not null
);

-- Which weekly lists, quarterly updates and handoff reviews were gone through.
create table cadence_marks (
    kind text not null,
    period text not null,
    marked_by text not null,
    marked_at bigint not null,
    primary key (kind, period)
);
