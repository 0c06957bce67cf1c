//! The palettes of the three themes: the values of the view's `tokens.css`, for charts.

use plotters::style::RGBColor;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ChartTheme")]
pub enum Theme {
    #[default]
    Light,
    Dark,
    Contrast,
}

/// Colours by role.
#[derive(Debug, Clone, Copy)]
pub struct Palette {
    pub work: RGBColor,
    pub accent: RGBColor,
    pub text: RGBColor,
    pub text_2: RGBColor,
    pub text_3: RGBColor,
    pub line: RGBColor,
    pub band: RGBColor,
    pub series: RGBColor,
    pub breach: RGBColor,
    pub breach_text: RGBColor,
    pub met: RGBColor,
    pub met_text: RGBColor,
}

const fn rgb(hex: u32) -> RGBColor {
    RGBColor((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

impl Theme {
    pub const fn palette(self) -> Palette {
        match self {
            Theme::Light => Palette {
                work: rgb(0xFF_FF_FF),
                accent: rgb(0x0B_6A_5A),
                text: rgb(0x15_1A_19),
                text_2: rgb(0x48_51_4E),
                text_3: rgb(0x62_6B_68),
                line: rgb(0xE3_E7_E5),
                band: rgb(0xEE_F2_F1),
                series: rgb(0x24_30_2D),
                breach: rgb(0xB2_36_0B),
                breach_text: rgb(0xA6_32_0A),
                met: rgb(0x1B_69_A8),
                met_text: rgb(0x18_5F_99),
            },
            Theme::Dark => Palette {
                work: rgb(0x14_19_18),
                accent: rgb(0x55_C4_AD),
                text: rgb(0xE8_ED_EB),
                text_2: rgb(0xB4_BD_B9),
                text_3: rgb(0x8F_99_95),
                line: rgb(0x26_2D_2B),
                band: rgb(0x1F_26_24),
                series: rgb(0xD5_DC_D9),
                breach: rgb(0xFB_76_48),
                breach_text: rgb(0xFF_91_68),
                met: rgb(0x6C_B2_EA),
                met_text: rgb(0x86_C0_EE),
            },
            Theme::Contrast => Palette {
                work: rgb(0xFF_FF_FF),
                accent: rgb(0x00_47_3A),
                text: rgb(0),
                text_2: rgb(0),
                text_3: rgb(0x2B_2B_2B),
                // Gridlines alone: at full strength they would compete with the limits and the figures.
                line: rgb(0xB4_B4_B4),
                band: rgb(0xE0_E0_E0),
                series: rgb(0),
                breach: rgb(0x8A_23_00),
                breach_text: rgb(0x8A_23_00),
                met: rgb(0x00_3E_73),
                met_text: rgb(0x00_3E_73),
            },
        }
    }
}
