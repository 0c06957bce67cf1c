-- Why: a policy is designed over days and tried in branches before it is published. A draft is the version that it began with and
-- the edits since, each with what takes it back, so that undo and redo are without limit and survive a restart.
--
-- Published versions take force at an instant of their own from now on. Until now every version applied to all records, past ones
-- included, and those that are here still do: they take force at the beginning of time (0001-01-01).

update policy_versions set effective_from = -62135596800000;

-- One a branch; without a row `main` is the version saved last, unedited.
create table drafts (
    branch text primary key,
    base integer not null references policy_versions (version),
    -- Grows with every change, so that an edit of what is no longer shown is refused.
    revision bigint not null,
    -- How many of its edits are done; those after them were taken back and can be done again.
    done bigint not null,
    -- The branch that is worked on.
    chosen boolean not null,
    -- Edits that did not fit a later version, in sentences, as a JSON list.
    conflicts text not null
);

create table draft_edits (
    branch text not null references drafts (branch),
    -- Counted from 1.
    place bigint not null,
    edited_at bigint not null,
    title text not null,
    operation text not null,
    back text not null,
    primary key (branch, place)
);
