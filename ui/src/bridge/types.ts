/** The values that cross the bridge, as generated from the Rust types, and names that the view gives to parts of them. */

import type * as G from './generated/types';

export type * from './generated/types';

/** A kind of thing in a policy, with what one of them is. */
export interface Nouns {
  tier: G.Tier;
  team: G.Team;
  role: G.Role;
  person: G.Person;
  calendar: G.Calendar;
  stage: G.Stage;
  handoff: G.HandoffPoint;
  field: G.Field;
  packet: G.PacketTemplate;
  queue: G.Queue;
  disposition: G.DispositionReason;
  exception_type: G.ExceptionType;
  severity: G.Severity;
  verb: G.Verb;
  decision_right: G.DecisionRight;
  root_cause: G.RootCause;
  kpi: G.Kpi;
  decision: G.DesignDecision;
  mute: G.Mute;
}

export type MapArea = G.Area;
export type MapLane = G.Lane;

/** The inspector's tab to which a problem belongs. */
export type PolicyPart = G.Part;
export type ScenarioCrew = G.Crew;
/** A record by example, by field key. */
export type ExampleRecord = Record<string, G.Given>;
