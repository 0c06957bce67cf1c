-- Why: what exceptions come to further on. Which records had one is known only while all of them are gone through, and most exceptions of
-- an imported history never stand on the desk: so each detection counts, by month, handoff point and type, what became of the records with
-- one and of those without any. Derived: made anew with each detection.

create table exception_impact (
    -- year * 12 + month - 1, of the records' start.
    month integer not null,
    handoff text not null,
    -- Empty = of any type.
    exception_type text not null,
    -- Counts with and without, as JSON.
    body text not null,
    primary key (month, handoff, exception_type)
);

-- The next look at the desk goes through the records, and fills it.
delete from detections;
