-- Why: the first shape of a workspace. One file holds what a company designed (policy versions), what it imported (batches and
-- their handoff records), and enough of what imports replaced to undo them. Figures are never stored as truth: `reviews` is a
-- cache that may be emptied at any time.
--
-- The text runs on SQLite and PostgreSQL alike: instants are bigint milliseconds UTC, JSON is opaque text, and whatever is
-- searched is a column of its own.

-- Every policy ever saved, whole. `digest` is the SHA-256 of `body`, so that a changed body is seen.
create table policy_versions (
    version integer primary key,
    digest text not null,
    parent integer references policy_versions (version),
    author text not null,
    reason text not null,
    saved_at bigint not null,
    effective_from bigint not null,
    body text not null
);

-- One row. `data_version` grows with every change of records or policy, `records_version` with changes of records alone;
-- `records` and `as_of` spare the first paint a scan.
create table workspace (
    id text primary key,
    created_at bigint not null,
    policy_version integer not null references policy_versions (version),
    data_version bigint not null,
    records_version bigint not null,
    records bigint not null,
    as_of bigint
);

-- What was imported, from which files, under which mapping, and what became of it.
create table batches (
    id integer primary key,
    source text not null,
    imported_at bigint not null,
    files text not null,
    mapping text not null,
    row_count bigint not null,
    accepted bigint not null,
    updated bigint not null,
    unchanged bigint not null,
    rejected bigint not null,
    as_of bigint,
    -- Keys of the handoff points that this import added to the policy, as a JSON list.
    added_handoffs text not null,
    undone_at bigint
);

-- Handoff records: one row a passage of one CRM record through one handoff point. `batch` last wrote the row, `content` is a
-- hash of everything imported, by which an unchanged row is known without comparing forty columns.
create table records (
    id integer primary key,
    record_id text not null,
    handoff text not null,
    cycle integer not null,
    batch integer not null references batches (id),
    source_line bigint not null,
    content bigint not null,
    started_at bigint,
    assigned_at bigint,
    accepted_at bigint,
    rejected_at bigint,
    first_touch_at bigint,
    next_step_at bigint,
    meeting_at bigint,
    opportunity_at bigint,
    won_at bigint,
    completed_at bigint,
    date_only integer not null,
    disposition text not null,
    reason text,
    owner text,
    owner_group text,
    first_owner text,
    reassign_count integer,
    source text,
    "trigger" text,
    segment text,
    intent text,
    amount double precision,
    won boolean,
    due_assign_at bigint,
    due_accept_at bigint,
    due_first_touch_at bigint,
    due_next_step_at bigint,
    due_complete_at bigint,
    own_verdict boolean,
    truncated boolean not null,
    tier_changes text,
    pauses text,
    attributes text
);

create unique index records_passage on records (record_id, handoff, cycle);

-- What an import replaced: the rows as they were, so that undoing it restores them exactly. `replaced_by` is the import that
-- wrote over them; the other columns are those of `records`.
create table record_versions (
    replaced_by integer not null references batches (id),
    id integer not null,
    record_id text not null,
    handoff text not null,
    cycle integer not null,
    batch integer not null references batches (id),
    source_line bigint not null,
    content bigint not null,
    started_at bigint,
    assigned_at bigint,
    accepted_at bigint,
    rejected_at bigint,
    first_touch_at bigint,
    next_step_at bigint,
    meeting_at bigint,
    opportunity_at bigint,
    won_at bigint,
    completed_at bigint,
    date_only integer not null,
    disposition text not null,
    reason text,
    owner text,
    owner_group text,
    first_owner text,
    reassign_count integer,
    source text,
    "trigger" text,
    segment text,
    intent text,
    amount double precision,
    won boolean,
    due_assign_at bigint,
    due_accept_at bigint,
    due_first_touch_at bigint,
    due_next_step_at bigint,
    due_complete_at bigint,
    own_verdict boolean,
    truncated boolean not null,
    tier_changes text,
    pauses text,
    attributes text,
    primary key (replaced_by, id)
);

-- The mapping last used for each source, offered again when its columns come back.
create table mappings (
    source text primary key,
    used_at bigint not null,
    body text not null
);

-- Cache: the last review per question, valid for one `data_version` alone.
create table reviews (
    question text primary key,
    data_version bigint not null,
    body text not null
);
