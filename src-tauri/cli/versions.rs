//! `baton policy`: versions as files, their history and differences, and publishing the draft.

use crate::council::decision_named;
use crate::failure::Failure;
use crate::figures::instant as instant_of;
use clap::Subcommand;
use pack::csv_out::instant;
use playbook::Instant;
use playbook::policy::{BEGINNING, Policy, PolicyDiff};
use serde_json::{Value, json};
use std::io::Write;
use std::path::{Path, PathBuf};
use workbench::policies::drafts::Publishing;
use workbench::policies::read_file;
use workbench::policies::store::PolicyVersion;
use workbench::workspace::Workspace;

#[derive(Debug, Subcommand)]
pub enum PolicyCommand {
    /// Print a version as JSON; the latest unless one is named.
    Export {
        file: PathBuf,
        #[arg(long, value_name = "N")]
        version: Option<i64>,
        /// Write it to this file instead; it must not exist.
        #[arg(long, value_name = "POLICY.json")]
        out: Option<PathBuf>,
    },
    /// Make a policy from a file the next version. Taken whole, or refused with nothing changed.
    Import {
        file: PathBuf,
        #[arg(value_name = "POLICY.json")]
        policy: PathBuf,
        #[command(flatten)]
        said: Said,
    },
    /// Print how two versions differ: FILE.baton FROM TO, or two policy files.
    Diff {
        #[arg(value_name = "FILE.baton|POLICY.json")]
        first: PathBuf,
        #[arg(value_name = "FROM|POLICY.json")]
        second: String,
        #[arg(value_name = "TO")]
        third: Option<i64>,
        #[arg(long)]
        json: bool,
    },
    /// Print the versions, the latest first.
    History {
        file: PathBuf,
        #[arg(long)]
        json: bool,
    },
    /// Make the draft the next version.
    Publish {
        file: PathBuf,
        #[command(flatten)]
        said: Said,
    },
}

/// Who publishes, why, and from when on.
#[derive(Debug, clap::Args)]
pub struct Said {
    /// Who publishes.
    #[arg(long)]
    author: String,
    /// Why, for whoever reads the history.
    #[arg(long)]
    reason: String,
    /// The instant from which on records are judged under it (RFC 3339), past or to come; now unless given.
    #[arg(long, value_name = "INSTANT", value_parser = instant_of)]
    effective_from: Option<Instant>,
    /// A decision of the council that the version carries out; several with commas.
    #[arg(long, value_name = "D-7", value_delimiter = ',')]
    carries_out: Vec<String>,
}

impl Said {
    fn publishing<'a>(&'a self, carries_out: &'a [String]) -> Publishing<'a> {
        Publishing { author: &self.author, reason: &self.reason, effective_from: self.effective_from, carries_out }
    }

    /// The ids of the decisions that are carried out.
    async fn carried_out(&self, workspace: &Workspace) -> Result<Vec<String>, Failure> {
        let mut ids = Vec::new();
        for name in &self.carries_out {
            ids.push(decision_named(workspace, name).await?.id);
        }
        Ok(ids)
    }
}

/// Does what was asked of the policy's versions.
pub async fn run(command: PolicyCommand, out: &mut dyn Write) -> Result<(), Failure> {
    match command {
        PolicyCommand::Export { file, version, out: target } => export(&file, version, target, out).await,
        PolicyCommand::Import { file, policy, said } => import(&file, &policy, said, out).await,
        PolicyCommand::Diff { first, second, third, json } => diff(&first, &second, third, json, out).await,
        PolicyCommand::History { file, json } => history(&file, json, out).await,
        PolicyCommand::Publish { file, said } => publish(&file, said, out).await,
    }
}

/// A policy out of a JSON file that anybody may have written.
pub fn read_policy(file: &Path) -> Result<Policy, Failure> {
    let refused = |why: &dyn std::fmt::Display| {
        Failure::sentence(format!("{} was not taken: {why}. Nothing was changed", file.display()))
    };
    let json = read_file(file).map_err(|cause| refused(&cause))?;
    Policy::read(&json).map_err(|cause| refused(&cause))
}

/// Prints a version, or writes it to a file that is not there yet.
async fn export(
    file: &Path,
    version: Option<i64>,
    target: Option<PathBuf>,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let workspace = crate::workspaces::open(file).await?;
    let policy = match version {
        Some(version) => workspace.policy_at(version).await,
        None => Ok(Policy::clone(&workspace.policy())),
    };
    workspace.close().await?;
    let text = pretty(&policy?)?;
    let Some(target) = target else { return Ok(writeln!(out, "{text}")?) };
    let written = std::fs::OpenOptions::new().write(true).create_new(true).open(&target);
    written.and_then(|mut file| writeln!(file, "{text}")).map_err(|cause| {
        Failure::sentence(format!("{} could not be written: {cause}. Choose another name", target.display()))
    })?;
    Ok(writeln!(out, "Wrote {}.", target.display())?)
}

/// Makes a policy from a file the next version.
async fn import(file: &Path, policy: &Path, said: Said, out: &mut dyn Write) -> Result<(), Failure> {
    let policy = read_policy(policy)?;
    let workspace = crate::workspaces::open(file).await?;
    let published = match said.carried_out(&workspace).await {
        Ok(ids) => workspace.publish_policy(&policy, said.publishing(&ids)).await.map_err(Failure::from),
        Err(failure) => Err(failure),
    };
    let told = match &published {
        Ok(version) => describe(&workspace.policy_versions().await?, *version),
        Err(_) => String::new(),
    };
    workspace.close().await?;
    published?;
    Ok(writeln!(out, "{told}")?)
}

/// Publishes the draft of the branch that is worked on.
async fn publish(file: &Path, said: Said, out: &mut dyn Write) -> Result<(), Failure> {
    let workspace = crate::workspaces::open(file).await?;
    let published = match said.carried_out(&workspace).await {
        Ok(ids) => workspace.draft_publish(said.publishing(&ids)).await.map_err(Failure::from),
        Err(failure) => Err(failure),
    };
    let told = match &published {
        Ok(draft) => describe(&workspace.policy_versions().await?, draft.base),
        Err(_) => String::new(),
    };
    workspace.close().await?;
    published?;
    Ok(writeln!(out, "{told}")?)
}

/// `Published version 3: in force from 2026-10-15T00:00:00Z.`
fn describe(versions: &[PolicyVersion], number: i64) -> String {
    let from = versions.iter().find(|version| version.version == number).map(|version| version.effective_from);
    format!("Published version {number}: in force {}.", in_force(from.unwrap_or(BEGINNING)))
}

fn in_force(from: Instant) -> String {
    if from == BEGINNING { "for all records".into() } else { format!("from {}", instant(from)) }
}

/// The versions, the latest first.
async fn history(file: &Path, as_json: bool, out: &mut dyn Write) -> Result<(), Failure> {
    let workspace = crate::workspaces::open(file).await?;
    let versions = workspace.policy_history().await;
    workspace.close().await?;
    let versions = versions?;
    if as_json {
        let list: Vec<Value> = versions.iter().map(version_json).collect();
        return Ok(writeln!(out, "{}", pretty(&list)?)?);
    }
    for version in &versions {
        let PolicyVersion { version: number, author, reason, published_at, effective_from, .. } = version;
        let author = if author.is_empty() { "unknown" } else { author };
        let (published, in_force) = (instant(*published_at), in_force(*effective_from));
        writeln!(out, "{number:>4}  {published}  {author}: {reason} (in force {in_force})")?;
    }
    Ok(())
}

/// `effective_from` is null where a version is in force since ever.
fn version_json(version: &PolicyVersion) -> Value {
    let from = Some(version.effective_from).filter(|&from| from != BEGINNING).map(instant);
    json!({
        "version": version.version,
        "parent": version.parent,
        "author": version.author,
        "reason": version.reason,
        "published_at": instant(version.published_at),
        "effective_from": from,
        "digest": version.digest,
        "airtight": version.airtight,
        "problems": version.problems,
    })
}

/// How two versions of a workspace differ, or two files where no third argument names a version.
async fn diff(
    first: &Path,
    second: &str,
    third: Option<i64>,
    as_json: bool,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let found = match third {
        None => PolicyDiff::between(&read_policy(first)?, &read_policy(Path::new(second))?),
        Some(to) => {
            let from = second.parse().map_err(|_| {
                Failure::sentence(format!("\"{second}\" is not the number of a version; see baton policy history"))
            })?;
            let workspace = crate::workspaces::open(first).await?;
            let found = workspace.policy_diff(from, to).await;
            workspace.close().await?;
            found?
        }
    };
    if as_json {
        return Ok(writeln!(out, "{}", pretty(&found)?)?);
    }
    if found.is_empty() {
        return Ok(writeln!(out, "Nothing differs.")?);
    }
    for group in &found.groups {
        writeln!(out, "{}", group.title)?;
        for change in &group.changes {
            writeln!(out, "  {}", change.sentence)?;
        }
    }
    Ok(())
}

pub fn pretty(value: &impl serde::Serialize) -> Result<String, Failure> {
    serde_json::to_string_pretty(value).map_err(|cause| Failure::sentence(cause.to_string()))
}
