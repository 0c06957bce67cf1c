//! The reviewed month: its figures, their history, and how each is computed.

use super::in_background;
use crate::DoorError;
use crate::desk::Desk;
use crate::picks::CSV;
use crate::save::Saving;
use charts::{Chart, Theme, XmrQuestion};
use playbook::metrics::review::{HandoffBadge, Review, ReviewCell, SegmentRow, Unit};
use playbook::metrics::{self, Basis, ClockChoice, Definition, Dimension, FigureQuery, Metric, Month, words};
use playbook::policy::Policy;
use std::path::PathBuf;
use std::sync::Arc;
use tauri::{AppHandle, Runtime, State};
use workbench::records::Measurement;
use workbench::reviews::last_month;

/// Charts no smaller and no larger than this many pixels are drawn; a view that asks for more gets the nearest.
const CHART_SIDES: (u32, u32) = (120, 4_000);

/// `None` = there are no records yet.
#[tauri::command]
pub async fn review(
    desk: State<'_, Desk>,
    month: Option<Month>,
    basis: Basis,
    clock: ClockChoice,
) -> Result<Option<Review>, DoorError> {
    let review = desk.workspace().await?.review(month, basis, clock).await?;
    Ok(review.map(Arc::unwrap_or_clone))
}

#[tauri::command]
pub async fn segments(
    desk: State<'_, Desk>,
    month: Month,
    handoff: Option<String>,
    metric: Metric,
    dimension: Dimension,
    basis: Basis,
    clock: ClockChoice,
) -> Result<Vec<SegmentRow>, DoorError> {
    let measurement = desk.workspace().await?.measured(clock).await?;
    in_background(move || {
        Ok(metrics::segments(measurement.measured(), month, handoff.as_deref(), metric, dimension, basis))
    })
    .await
}

/// Whose figure a chart shows, and how large.
struct ChartWish {
    handoff: Option<String>,
    basis: Basis,
    theme: Theme,
    width: u32,
    height: u32,
    /// Where its figures come from, on a chart that stands alone.
    note: Option<String>,
}

/// `alone`: drawn to stand in slides or a letter, with its title and where its figures come from.
#[tauri::command]
#[allow(clippy::too_many_arguments)] // One argument for each word of the question, as the view asks it.
pub async fn xmr_chart(
    desk: State<'_, Desk>,
    handoff: Option<String>,
    metric: Metric,
    month: Option<Month>,
    basis: Basis,
    clock: ClockChoice,
    theme: Theme,
    width: u32,
    height: u32,
    alone: bool,
) -> Result<Chart, DoorError> {
    let workspace = desk.workspace().await?;
    let cell = workspace.cell(handoff.as_deref(), metric, month, basis, clock).await?;
    let note = if alone { Some(origin(&*workspace.measured(clock).await?, metric)) } else { None };
    let (policy, wish) = (workspace.policy(), ChartWish { handoff, basis, theme, width, height, note });
    in_background(move || Ok(draw(&cell, &policy, &wish))).await
}

fn draw(cell: &ReviewCell, policy: &Policy, wish: &ChartWish) -> Chart {
    let point = wish.handoff.as_deref().and_then(|key| policy.handoff(key));
    let badge = point.map(|point| HandoffBadge {
        key: point.key.clone(),
        name: point.name.clone(),
        sender: point.sender.clone(),
        receiver: point.receiver.clone(),
    });
    let (least, most) = CHART_SIDES;
    charts::xmr(&XmrQuestion {
        handoff: badge.as_ref(),
        label: cell.metric.title(),
        unit: cell.metric.unit(),
        cell,
        basis: wish.basis,
        theme: wish.theme,
        width: wish.width.clamp(least, most),
        height: wish.height.clamp(least, most),
        note: wish.note.as_deref(),
    })
}

/// Where a chart's figures come from: `Kestrel Freight. Business time, Europe/Vienna. Data as of 31 Oct 2026.`
fn origin(measurement: &Measurement, metric: Metric) -> String {
    let measured = measurement.measured();
    let zone = measurement.columns().time_zone();
    let clock = match (metric.unit(), measured.clock()) {
        (Unit::Count | Unit::Money, _) => "Months",
        (Unit::Duration | Unit::Share, ClockChoice::Business) => "Business time",
        (Unit::Duration | Unit::Share, ClockChoice::Elapsed) => "Elapsed time",
    };
    let as_of = words::date(zone.date_of(measured.as_of()));
    format!("{}. {clock}, {}. Data as of {as_of}.", measurement.policy().company, zone.name())
}

/// Saves the month's figures by every dimension; says where, or nothing where the dialog was cancelled.
#[tauri::command]
pub async fn figures_export<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
    month: Option<Month>,
    basis: Basis,
    clock: ClockChoice,
) -> Result<Option<PathBuf>, DoorError> {
    let measurement = desk.workspace().await?.measured(clock).await?;
    let month = reviewed(&measurement, month);
    let Some(path) = desk.picks.save(&app, "Save the figures", CSV, &format!("figures-{month}.csv")).await? else {
        return Ok(None);
    };
    in_background(move || {
        let query = FigureQuery { from: Some(month), to: Some(month), by: Dimension::ALL.to_vec(), basis };
        let figures = metrics::figures(measurement.measured(), &query);
        let saving = Saving::begin(&path)?;
        pack::figures::write(&figures, saving.out()).map_err(|cause| DoorError::file("Saving", &path, cause))?;
        saving.finish()?;
        Ok(Some(path))
    })
    .await
}

#[tauri::command]
pub async fn definitions() -> Result<Vec<Definition>, DoorError> {
    Ok(Metric::ALL.into_iter().map(metrics::definition).collect())
}

/// The month asked for, else the one that a review without a month is of.
fn reviewed(measurement: &Measurement, month: Option<Month>) -> Month {
    let as_of = measurement.measured().as_of();
    let columns = measurement.columns();
    month.or_else(|| last_month(columns, as_of)).unwrap_or_else(|| columns.time_zone().month_of(as_of))
}
