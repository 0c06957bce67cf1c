-- Why: a what-if is worked on for weeks and shown again in a council. A scenario is kept whole under its name with the version of the
-- policy that it was made on, and every run with what makes it repeatable (scenario, seed, engine) beside what came out.

create table scenarios (
    id text primary key,
    name text not null,
    -- The scenario file, whole.
    body text not null,
    policy_version integer not null references policy_versions (version),
    created_at bigint not null,
    changed_at bigint not null
);

create unique index scenarios_name on scenarios (name);

create table simulation_runs (
    id text primary key,
    scenario text not null references scenarios (id),
    ran_at bigint not null,
    -- The SHA-256 of the scenario as it was run: another one = it was edited since.
    digest text not null,
    policy_version integer not null references policy_versions (version),
    seed bigint not null,
    engine text not null,
    -- What came out, as JSON.
    summary text not null
);

create index simulation_runs_scenario on simulation_runs (scenario, ran_at);
