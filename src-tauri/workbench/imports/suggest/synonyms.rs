//! Which headers stand for which record field: labels and API names of HubSpot and Salesforce, the words of ticket systems and
//! process logs, and plain names. Compared without case, blanks and punctuation.

use super::super::fields::{Slot, TextSlot};
use playbook::policy::ClockKind;
use playbook::record::Moment;

/// A field's headers, best first. All folded.
#[rustfmt::skip]
pub const SYNONYMS: &[(&str, &[&str])] = &[
    ("record_id", &[
        "recordid", "recordidcontact", "recordiddeal", "handoffid", "leadid", "mqlid", "contactid", "hsobjectid",
        "opportunityid", "dealid", "caseid", "ticketid", "incidentid", "requestid", "prospectid", "id", "number",
        "casenumber", "ticketnumber", "key", "issuekey", "leadnumber", "externalid", "uuid", "guid", "crmid",
        "objectid", "entityid", "referenceid", "reference", "ref",
    ]),
    ("cycle", &[
        "cycle", "passage", "handoffcycle", "recyclenumber", "iteration",
    ]),
    ("started_at", &[
        "startedat", "handoffstartedat", "triggeredat", "triggerat", "handoffat", "createdat", "createdate",
        "createddate", "creationdate", "datecreated", "createdon", "createdtime", "createddatetime", "createtime",
        "created", "openedat", "opened", "opendate", "dateopened", "startdate", "startat", "starttime", "started",
        "submittedat", "submitted", "requestedat", "receivedat", "registeredat", "enteredat", "dateentered",
        "mqldate", "mqlat", "firstcontactdate", "engagedate", "inquirydate", "leaddate", "leadcreateddate",
        "arrivedat", "queuedat", "syscreatedat", "becameamarketingqualifiedleaddate",
        "hslifecyclestagemarketingqualifiedleaddate", "date", "timestamp",
    ]),
    ("assigned_at", &[
        "assignedat", "ownerassigneddate", "hubspotownerassigneddate", "assigneddate", "dateassigned", "assignedon",
        "assignmentdate", "ownerassignedat", "firstassignedat", "assignedtime", "assigntime", "routedat",
        "leandataroutercompletiondatetime",
    ]),
    ("accepted_at", &[
        "acceptedat", "accepteddate", "dateaccepted", "acceptedon", "acceptancedate", "acceptedtime",
        "salesacceptedat", "salesaccepteddate", "saldate", "salat", "acknowledgedat", "claimedat", "qualifiedat",
        "becameasalesqualifiedleaddate", "hslifecyclestagesalesqualifiedleaddate", "sqldate", "sqlat",
        "opphandoffaedate",
    ]),
    ("rejected_at", &[
        "rejectedat", "rejecteddate", "daterejected", "rejectedon", "recycledat", "recycleddate", "disqualifiedat",
        "disqualifieddate", "declinedat", "unqualifieddate", "unqualifiedat",
    ]),
    ("first_touch_at", &[
        "firsttouchat", "firsttouchdate", "firsttouch", "firsttouchedat", "firstcontactedat", "firstcontactat",
        "firstresponseat", "firstresponsedate", "firstrespondedat", "firstreplyat", "firstactivityat",
        "firstoutreachat", "firstoutreachdate", "firstcalldatetime", "firstemaildatetime", "firstcallat",
        "firstactivityaftermqldate", "firstmanualactivityaftermqldate", "attemptingcontactdatetime",
        "firstengagementdate", "contactedat", "touchedat", "salesfirstengagementdate", "firstcontactdate",
    ]),
    ("next_step_at", &[
        "nextstepat", "nextstepdate", "nextactivitydate", "notesnextactivitydate", "nextactionat", "nextactiondate",
        "nextactivityat",
    ]),
    ("meeting_at", &[
        "meetingat", "meetingbookedat", "meetingdate", "meetingbookeddate", "firstmeetingdate", "firstmeetingat",
        "lastmeetingbooked", "engagementslastmeetingbooked", "demobookedat", "demodate", "meetingscheduledat",
        "meetingbookedon",
    ]),
    ("opportunity_at", &[
        "opportunityat", "opportunitycreatedat", "opportunitycreateddate", "opportunitydate", "oppcreatedat",
        "oppcreateddate", "becameanopportunitydate", "hslifecyclestageopportunitydate", "converteddatetime",
        "converteddate", "convertedat", "firstdealcreateddate", "dealcreatedat", "conversiondate",
    ]),
    ("won_at", &[
        "wonat", "wondate", "datewon", "closedwondate", "closedwonat", "becameacustomerdate",
        "hslifecyclestagecustomerdate", "customersince", "hsv2dateenteredclosedwon", "hsdateenteredclosedwon",
    ]),
    ("completed_at", &[
        "completedat", "completeddate", "completiondate", "datecompleted", "completedon", "completeddatetime",
        "handoffcompletedat", "resolvedat", "resolved", "resolveddate", "resolutiondate", "solvedat", "finishedat",
        "doneat", "enddate", "endat", "endtime", "closedat", "closeddate", "dateclosed", "closedate", "closedon",
        "closed",
    ]),
    ("due_assign_at", &[
        "dueassignat", "assigndueat", "assignby", "assignmentdueat", "assignduedate",
    ]),
    ("due_accept_at", &[
        "dueacceptat", "acceptdueat", "acceptby", "acceptanceduedate", "acceptancedueat", "slaacceptdueat",
        "sladueat", "sladuedate", "sladeadline", "slaexpiresat", "sladue", "acceptancedeadline", "acceptduedate",
    ]),
    ("due_first_touch_at", &[
        "duefirsttouchat", "firsttouchdueat", "firstresponsedueat", "firstresponsedue", "firstreplydueat",
        "firsttouchby", "firstresponsedeadline", "responsedueat", "responsedue", "firsttouchduedate", "touchdueat",
    ]),
    ("due_next_step_at", &[
        "duenextstepat", "nextstepdueat", "nextstepduedate",
    ]),
    ("due_complete_at", &[
        "duecompleteat", "completedueat", "completedby", "completeby", "completiondueat", "resolutiondueat",
        "resolutiondue", "resolveby", "deadline", "duedate", "dueat", "due", "dueby", "datedue", "targetdate",
        "targetresolutiondate",
    ]),
    ("disposition", &[
        "disposition", "handoffdisposition", "handoffstatus", "acceptancestatus", "decision", "handoffoutcome",
        "leadstatus", "hsleadstatus", "status", "outcome", "incidentstate", "ticketstatus", "state", "contactstatus",
    ]),
    ("reason", &[
        "reason", "reasonkey", "rejectreason", "rejectionreason", "rejectedreason", "recyclereason",
        "dispositionreason", "disqualificationreason", "disqualifiedreason", "disqualifyreason", "unqualifiedreason",
        "declinereason", "lostreason", "lossreason", "closedlostreason", "closedreason", "returnreason",
    ]),
    ("owner", &[
        "owner", "currentowner", "ownername", "owneremail", "contactowner", "leadowner", "dealowner",
        "opportunityowner", "companyowner", "accountowner", "caseowner", "ticketowner", "hubspotownerid", "ownerid",
        "leadowneralias", "owneralias", "assignedto", "assignee", "assigneeid", "assigneename", "salesagent",
        "salesrep", "salesperson", "rep", "repname", "repemail", "agent", "srid", "orgresource", "resource",
        "responsible", "ae", "aeowner", "accountexecutive",
    ]),
    ("owner_group", &[
        "ownergroup", "ownerteam", "hubspotteam", "hubspotteamid", "team", "teamname", "salesteam", "assignmentgroup",
        "assignedgroup", "assignmentteam", "group", "groupname", "groupid", "organizationinvolved", "queue",
        "regionaloffice", "department", "orggroup", "pod",
    ]),
    ("first_owner", &[
        "firstowner", "originalowner", "initialowner", "firstassignee", "sdrid", "sdr", "sdrowner", "sdrname", "bdr",
    ]),
    ("reassign_count", &[
        "reassigncount", "reassignmentcount", "reassignments", "reassigned", "numberofreassignments", "ownerchanges",
        "ownerchangecount", "timesreassigned", "reassigns", "handovers",
    ]),
    ("source", &[
        "source", "leadsource", "originalsource", "hsanalyticssource", "originalsourcetype", "leadsourcename",
        "origin", "channel", "contacttype", "viachannel", "acquisitionchannel", "marketingsource", "utmsource",
        "leadchannel", "sourcechannel", "sourcetype", "originalsourcedrilldown1",
    ]),
    ("trigger", &[
        "trigger", "triggertype", "triggername", "triggerevent", "leadorigin", "conversionevent", "firstconversion",
        "mqlreason", "recentconversion", "formname",
    ]),
    ("segment", &[
        "segment", "customersegment", "marketsegment", "businesssegment", "accountsegment", "companysegment",
        "sector", "companysize", "sizesegment", "leandataldsegment", "industry", "numberofemployees", "numemployees",
        "vertical", "territory", "region", "category",
    ]),
    ("intent", &[
        "intent", "intenttier", "intentlevel", "tier", "leadtier", "priority", "prioritylevel", "leadpriority",
        "hspriority", "ticketpriority", "leadquality", "leadgrade", "grade", "rating", "urgency", "temperature",
        "impact",
    ]),
    ("amount", &[
        "amount", "dealamount", "dealvalue", "opportunityamount", "closevalue", "contractvalue", "arr", "acv", "tcv",
        "mrr", "value", "revenue", "expectedrevenue", "recentdealamount", "totalrevenue",
    ]),
    ("won", &[
        "won", "iswon", "isclosedwon", "hsisclosedwon", "closedwon", "converted", "isconverted", "conversion",
        "iscustomer",
    ]),
    ("pauses", &["pauses", "pausedfromto"]),
    ("own_verdict", &[
        "ownverdict", "madesla", "slamet", "metsla", "withinsla", "slaachieved", "slaattained", "slabreached",
        "breachedsla", "isbreached", "breached", "slaviolated", "slabreach", "slamissed",
    ]),
    ("handoff", &[
        "handoff", "handofftype", "handoffpoint", "handoffname", "handoffstage", "handoffkey", "handover",
        "handovertype", "transition", "handoffpointname",
    ]),
];

/// Verdict columns whose yes means that the target was missed.
pub const MEANS_MISSED: &[&str] =
    &["slabreached", "breachedsla", "isbreached", "breached", "slaviolated", "slabreach", "slamissed"];

/// Headers that only one system uses, for the reason given with a suggestion.
const HUBSPOT: &[&str] = &[
    "contactowner",
    "dealowner",
    "companyowner",
    "hubspotownerid",
    "hsobjectid",
    "createdate",
    "closedate",
    "hsleadstatus",
    "ownerassigneddate",
    "hubspotownerassigneddate",
    "hubspotteam",
    "originalsource",
    "hsanalyticssource",
    "becameacustomerdate",
    "becameanopportunitydate",
    "becameasalesqualifiedleaddate",
    "lastmeetingbooked",
    "nextactivitydate",
];
const SALESFORCE: &[&str] = &[
    "leadowner",
    "opportunityowner",
    "caseowner",
    "leadsource",
    "createddate",
    "converteddate",
    "isconverted",
    "iswon",
    "leadid",
    "firstcalldatetime",
    "firstemaildatetime",
    "leadowneralias",
];

/// The system in whose exports a folded header is at home.
pub fn system_of(folded: &str) -> Option<&'static str> {
    if HUBSPOT.contains(&folded) {
        Some("HubSpot")
    } else if SALESFORCE.contains(&folded) {
        Some("Salesforce")
    } else {
        None
    }
}

/// A header without case, blanks and punctuation.
pub fn fold(header: &str) -> String {
    header.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The readings of a header: folded as it is, then without what warehouses and process logs put around names.
pub fn readings(header: &str) -> Vec<String> {
    let lower = header.to_lowercase();
    // A process log writes `case:` before what belongs to the case and not to the event: that is no detour.
    let mut readings = match lower.strip_prefix("case:") {
        Some(rest) => vec![fold(rest), fold(header)],
        None => vec![fold(header)],
    };
    for prefix in ["property_hs_", "property_", "properties_", "hs_", "case_", "u_", "sys_"] {
        if let Some(rest) = lower.strip_prefix(prefix) {
            readings.push(fold(rest));
        }
    }
    for suffix in ["__c", "_c", " (utc)", "_utc", " id"] {
        if let Some(rest) = lower.strip_suffix(suffix) {
            readings.push(fold(rest));
        }
    }
    for prefix in ["lead: ", "opportunity: ", "contact: ", "case: ", "lead ", "deal ", "opportunity "] {
        if let Some(rest) = lower.strip_prefix(prefix) {
            readings.push(fold(rest));
        }
    }
    readings.retain(|reading| !reading.is_empty());
    readings
}

/// A reading that leaves something out comes after every one that does not.
const FAR: usize = 1_000;

/// How well a header fits a field: 0 is best, `None` not at all.
pub fn rank(field: &str, header: &str) -> Option<usize> {
    let (_, names) = SYNONYMS.iter().find(|(name, _)| *name == field)?;
    readings(header)
        .iter()
        .enumerate()
        .filter_map(|(far, reading)| {
            names.iter().position(|name| name == reading).map(|at| if far == 0 { at } else { FAR + at })
        })
        .min()
}

/// What a field means, in the words of a reason.
pub fn meaning(slot: Slot) -> &'static str {
    match slot {
        Slot::RecordId => "the record's id",
        Slot::Handoff => "the handoff point",
        Slot::Cycle => "the cycle",
        Slot::At(Moment::Started) => "the start",
        Slot::At(Moment::Assigned) => "the assignment",
        Slot::At(Moment::Accepted) => "the acceptance",
        Slot::At(Moment::Rejected) => "the rejection",
        Slot::At(Moment::FirstTouch) => "the first touch",
        Slot::At(Moment::NextStep) => "the next step",
        Slot::At(Moment::Meeting) => "the meeting",
        Slot::At(Moment::Opportunity) => "the opportunity",
        Slot::At(Moment::Won) => "the win",
        Slot::At(Moment::Completed) => "the completion",
        Slot::Disposition => "the receiver's decision",
        Slot::Text(TextSlot::Reason) => "the reason",
        Slot::Text(TextSlot::Owner) => "the owner",
        Slot::Text(TextSlot::OwnerGroup) => "the owner's team",
        Slot::Text(TextSlot::FirstOwner) => "the first owner",
        Slot::Text(TextSlot::Source) => "the source",
        Slot::Text(TextSlot::Trigger) => "the trigger",
        Slot::Text(TextSlot::Segment) => "the segment",
        Slot::Text(TextSlot::Intent) => "the intent tier",
        Slot::ReassignCount => "the count of reassignments",
        Slot::Amount => "the amount",
        Slot::Won => "the win",
        Slot::Due(ClockKind::Assign) => "the assignment's target",
        Slot::Due(ClockKind::Accept) => "the acceptance's target",
        Slot::Due(ClockKind::FirstTouch) => "the first touch's target",
        Slot::Due(ClockKind::NextStep) => "the next step's target",
        Slot::Due(ClockKind::Complete) => "the completion's target",
        Slot::OwnVerdict => "the source's own verdict on its target",
        Slot::Pauses => "the pauses",
    }
}
