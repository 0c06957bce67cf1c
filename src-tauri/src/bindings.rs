//! The TypeScript of every value that crosses the bridge, in one file, written from the Rust types and compared with the file
//! in the view. `UPDATE_BINDINGS=1 cargo test -p baton-desktop bindings` writes it.

use std::any::TypeId;
use std::collections::{BTreeMap, HashSet};
use ts_rs::{Config, TS, TypeVisitor};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/src/bridge/generated/types.ts");
const HEAD: &str = "// Generated from the Rust types by `UPDATE_BINDINGS=1 cargo test -p baton-desktop bindings`; not edited by hand.\n";

/// Collects the declarations of types and of everything they are made of, by name.
struct Declarations {
    config: Config,
    seen: HashSet<TypeId>,
    by_name: BTreeMap<String, (TypeId, String)>,
}

impl TypeVisitor for Declarations {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        if T::output_path().is_some() {
            let name = T::ident(&self.config);
            let text = format!("{}export {}", T::docs().unwrap_or_default(), T::decl(&self.config));
            if let Some((other, _)) = self.by_name.insert(name.clone(), (TypeId::of::<T>(), text)) {
                assert_eq!(other, TypeId::of::<T>(), "two Rust types are called {name} in TypeScript");
            }
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

fn declare() -> String {
    let mut all =
        Declarations { config: Config::new().with_large_int("number"), seen: HashSet::new(), by_name: BTreeMap::new() };
    macro_rules! roots { ($($root:ty),* $(,)?) => { $( all.visit::<$root>(); )* } }
    roots![
        crate::AppInfo,
        crate::BatchUndone,
        crate::CriteriaWords,
        crate::DoorError,
        crate::DraftCheck,
        crate::DueExample,
        crate::MenuGroup,
        crate::Picture,
        crate::TemplateChoice,
        crate::ZoneClock,
        crate::commands::simulations::NamedScenario,
        charts::Chart,
        charts::MapLayout,
        charts::Theme,
        pack::Format,
        playbook::calendar::Calendar,
        playbook::calendar::CalendarYear,
        playbook::calendar::DayException,
        playbook::calendar::Target,
        playbook::council::CadenceItem,
        playbook::council::CadenceMark,
        playbook::council::Council,
        playbook::council::Quarterly,
        playbook::council::ReviewBook,
        playbook::council::WeeklyMissed,
        playbook::exception::audit::Entry,
        playbook::exception::audit::Verified,
        playbook::exception::desk::Act,
        playbook::exception::measures::ExceptionMeasures,
        playbook::maturity::Maturity,
        playbook::metrics::Definition,
        playbook::metrics::review::Review,
        playbook::metrics::review::SegmentRow,
        playbook::policy::HandoffSpec,
        playbook::policy::Operation,
        playbook::policy::Policy,
        playbook::policy::PolicyDiff,
        playbook::policy::Template,
        playbook::record::sla::ClockSheet,
        playbook::replay::Replay,
        playbook::simulator::Day,
        playbook::simulator::FigureKey,
        playbook::simulator::Scenario,
        playbook::simulator::WhatIf,
        playbook::simulator::search::Effect,
        playbook::simulator::search::Staffing,
        workbench::exceptions::ActDone,
        workbench::exceptions::CaseDetail,
        workbench::exceptions::CaseQuery,
        workbench::exceptions::Desk,
        workbench::exceptions::RecordOwner,
        workbench::exceptions::Standing,
        workbench::exceptions::Reported,
        workbench::imports::mapping::FieldSource,
        workbench::imports::mapping::ColumnType,
        workbench::imports::mapping::Mapping,
        workbench::imports::report::Batch,
        workbench::imports::report::ImportReport,
        workbench::imports::report::Inspection,
        workbench::imports::report::Progress,
        workbench::policies::drafts::DraftView,
        workbench::policies::evidence::CriteriaEvidence,
        workbench::policies::evidence::CriteriaGate,
        workbench::policies::evidence::FlipPreview,
        workbench::policies::evidence::LadderFired,
        workbench::policies::evidence::PacketFilled,
        workbench::policies::evidence::RecordsLike,
        workbench::policies::evidence::RoutingHits,
        playbook::policy::PacketTried,
        workbench::policies::evidence::RoutingTried,
        workbench::policies::holidays::HolidayCountry,
        workbench::policies::holidays::HolidayProposal,
        workbench::policies::store::PolicyVersion,
        workbench::records::query::Facets,
        workbench::records::query::RecordPage,
        workbench::records::query::RecordPageDetail,
        workbench::records::query::RecordQuery,
        workbench::reviews::ActionDraft,
        workbench::reviews::DecisionDraft,
        workbench::simulations::Answered,
        workbench::simulations::SavedScenario,
        workbench::simulations::SimulationStart,
        workbench::simulations::LastAnswer,
        workbench::workspace::Backup,
        workbench::workspace::Summary,
    ];
    let mut text = HEAD.to_string();
    for (_, declaration) in all.by_name.values() {
        text.push('\n');
        text.push_str(declaration.trim_end());
        text.push('\n');
    }
    text
}

#[test]
fn the_view_knows_the_types_as_they_are() {
    let declared = declare();
    if std::env::var_os("UPDATE_BINDINGS").is_some() {
        std::fs::create_dir_all(std::path::Path::new(FILE).parent().expect("a folder"))
            .expect("the folder can be made");
        std::fs::write(FILE, &declared).expect("the file can be written");
    }
    let stored = std::fs::read_to_string(FILE).unwrap_or_default();
    assert!(
        stored == declared,
        "ui/src/bridge/generated/types.ts is not what the Rust types say; run UPDATE_BINDINGS=1 cargo test -p baton-desktop bindings"
    );
}
