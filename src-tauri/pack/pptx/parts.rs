//! The parts of the file around its slides.

use super::shapes::{ACCENT, HEIGHT, INK, INK_2, INK_3, WIDTH};
use crate::document::Document;
use crate::text::escaped;
use chrono::{DateTime, SecondsFormat};
use playbook::Instant;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const NAMESPACES: &str = "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const KINDS: &str = "application/vnd.openxmlformats-officedocument.presentationml";

/// Everything but the slides and their pictures, by name.
pub fn parts(document: &Document, slides: usize, made: Instant) -> Vec<(String, String)> {
    let part = |name: &str, content: String| (name.to_owned(), content);
    vec![
        part("[Content_Types].xml", kinds(slides)),
        part(
            "_rels/.rels",
            relations(&[
                (format!("{OFFICE}/officeDocument"), "ppt/presentation.xml".into()),
                (format!("{PACKAGE}/relationships/metadata/core-properties"), "docProps/core.xml".into()),
                (format!("{OFFICE}/extended-properties"), "docProps/app.xml".into()),
            ]),
        ),
        part("docProps/core.xml", core(document, made)),
        part(
            "docProps/app.xml",
            format!(
                "{HEAD}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Application>Baton\
                 </Application><Slides>{slides}</Slides></Properties>"
            ),
        ),
        part("ppt/presentation.xml", presentation(slides)),
        part("ppt/_rels/presentation.xml.rels", presentation_relations(slides)),
        part("ppt/slideMasters/slideMaster1.xml", master()),
        part(
            "ppt/slideMasters/_rels/slideMaster1.xml.rels",
            relations(&[
                (format!("{OFFICE}/slideLayout"), "../slideLayouts/slideLayout1.xml".into()),
                (format!("{OFFICE}/theme"), "../theme/theme1.xml".into()),
            ]),
        ),
        part("ppt/slideLayouts/slideLayout1.xml", layout()),
        part(
            "ppt/slideLayouts/_rels/slideLayout1.xml.rels",
            relations(&[(format!("{OFFICE}/slideMaster"), "../slideMasters/slideMaster1.xml".into())]),
        ),
        part("ppt/theme/theme1.xml", theme()),
    ]
}

/// A slide around its shapes.
pub fn slide(shapes: &str) -> String {
    format!(
        "{HEAD}<p:sld {NAMESPACES}><p:cSld>{}</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>",
        tree(shapes)
    )
}

/// What a slide needs: its layout, and its pictures by their numbers; the first is `rId2`.
pub fn slide_relations(pictures: &[usize]) -> String {
    let mut all = vec![(format!("{OFFICE}/slideLayout"), "../slideLayouts/slideLayout1.xml".to_owned())];
    all.extend(pictures.iter().map(|number| (format!("{OFFICE}/image"), format!("../media/image{number}.png"))));
    relations(&all)
}

fn tree(shapes: &str) -> String {
    format!(
        "<p:spTree><p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x=\"0\" y=\"0\"/>\
         <a:ext cx=\"0\" cy=\"0\"/><a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"0\" cy=\"0\"/></a:xfrm></p:grpSpPr>{shapes}</p:spTree>"
    )
}

fn relations(all: &[(String, String)]) -> String {
    let each = |(at, (kind, target)): (usize, &(String, String))| {
        format!("<Relationship Id=\"rId{}\" Type=\"{kind}\" Target=\"{target}\"/>", at + 1)
    };
    let all: String = all.iter().enumerate().map(each).collect();
    format!("{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">{all}</Relationships>")
}

fn kinds(slides: usize) -> String {
    let kind = |part: &str, kind: &str| format!("<Override PartName=\"{part}\" ContentType=\"{kind}\"/>");
    let slides: String = (1..=slides)
        .map(|number| kind(&format!("/ppt/slides/slide{number}.xml"), &format!("{KINDS}.slide+xml")))
        .collect();
    format!(
        "{HEAD}<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.\
         relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/>\
         {}{}{}{}{}{}{slides}</Types>",
        kind("/ppt/presentation.xml", &format!("{KINDS}.presentation.main+xml")),
        kind("/ppt/slideMasters/slideMaster1.xml", &format!("{KINDS}.slideMaster+xml")),
        kind("/ppt/slideLayouts/slideLayout1.xml", &format!("{KINDS}.slideLayout+xml")),
        kind("/ppt/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml"),
        kind("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        kind("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
    )
}

fn core(document: &Document, made: Instant) -> String {
    let made = DateTime::from_timestamp_millis(made).unwrap_or_default().to_rfc3339_opts(SecondsFormat::Secs, true);
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}: {}</dc:title><dc:creator>{}</dc:creator>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{made}</dcterms:created><dcterms:modified xsi:type=\"dcterms:W3CDTF\">{made}</dcterms:modified>\
         </cp:coreProperties>",
        escaped(&document.title),
        escaped(&document.kind),
        escaped(&document.company)
    )
}

fn presentation(slides: usize) -> String {
    // The first relation is the master, the second the theme.
    let slides: String =
        (0..slides).map(|at| format!("<p:sldId id=\"{}\" r:id=\"rId{}\"/>", 256 + at, 3 + at)).collect();
    format!(
        "{HEAD}<p:presentation {NAMESPACES}><p:sldMasterIdLst><p:sldMasterId id=\"2147483648\" r:id=\"rId1\"/></p:sldMasterIdLst>\
         <p:sldIdLst>{slides}</p:sldIdLst><p:sldSz cx=\"{WIDTH}\" cy=\"{HEIGHT}\"/><p:notesSz cx=\"6858000\" cy=\"9144000\"/></p:presentation>"
    )
}

fn presentation_relations(slides: usize) -> String {
    let mut all = vec![
        (format!("{OFFICE}/slideMaster"), "slideMasters/slideMaster1.xml".to_owned()),
        (format!("{OFFICE}/theme"), "theme/theme1.xml".to_owned()),
    ];
    all.extend((1..=slides).map(|number| (format!("{OFFICE}/slide"), format!("slides/slide{number}.xml"))));
    relations(&all)
}

fn master() -> String {
    let levels = |size: u32| {
        (1..=9)
            .map(|level| {
                format!(
                    "<a:lvl{level}pPr marL=\"0\" indent=\"0\" algn=\"l\"><a:buNone/><a:defRPr sz=\"{size}\"><a:solidFill><a:schemeClr val=\"tx1\"/>\
                     </a:solidFill><a:latin typeface=\"+mn-lt\"/></a:defRPr></a:lvl{level}pPr>"
                )
            })
            .collect::<String>()
    };
    format!(
        "{HEAD}<p:sldMaster {NAMESPACES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val=\"bg1\"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>{}\
         </p:cSld><p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" accent2=\"accent2\" accent3=\"accent3\" \
         accent4=\"accent4\" accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/><p:sldLayoutIdLst>\
         <p:sldLayoutId id=\"2147483649\" r:id=\"rId1\"/></p:sldLayoutIdLst><p:txStyles><p:titleStyle>{}</p:titleStyle><p:bodyStyle>{}\
         </p:bodyStyle><p:otherStyle>{}</p:otherStyle></p:txStyles></p:sldMaster>",
        tree(&title_place()),
        levels(2200),
        levels(1200),
        levels(1200)
    )
}

fn layout() -> String {
    format!(
        "{HEAD}<p:sldLayout {NAMESPACES} type=\"titleOnly\" preserve=\"1\"><p:cSld name=\"Message\">{}</p:cSld><p:clrMapOvr>\
         <a:masterClrMapping/></p:clrMapOvr></p:sldLayout>",
        tree(&title_place())
    )
}

fn title_place() -> String {
    "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Title\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"title\"/></p:nvPr></p:nvSpPr>\
     <p:spPr><a:xfrm><a:off x=\"558800\" y=\"558800\"/><a:ext cx=\"11074400\" cy=\"508000\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>\
     </p:spPr><p:txBody><a:bodyPr lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" anchor=\"t\"/><a:lstStyle/><a:p><a:r><a:rPr lang=\"en-GB\"/>\
     <a:t>Title</a:t></a:r></a:p></p:txBody></p:sp>"
        .into()
}

fn theme() -> String {
    let colour = |name: &str, hex: &str| format!("<a:{name}><a:srgbClr val=\"{hex}\"/></a:{name}>");
    let colours: String = [
        ("dk1", INK),
        ("lt1", "FFFFFF"),
        ("dk2", INK_2),
        ("lt2", "F3F5F4"),
        ("accent1", ACCENT),
        ("accent2", "185F99"),
        ("accent3", "A6320A"),
        ("accent4", "865000"),
        ("accent5", INK_3),
        ("accent6", "CBD1CE"),
        ("hlink", "0A6253"),
        ("folHlink", INK_2),
    ]
    .map(|(name, hex)| colour(name, hex))
    .concat();
    let face = "<a:latin typeface=\"Inter\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/>";
    let fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>";
    let line = format!("<a:ln w=\"6350\">{fill}</a:ln>");
    let effect = "<a:effectStyle><a:effectLst/></a:effectStyle>";
    format!(
        "{HEAD}<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" name=\"Baton\"><a:themeElements><a:clrScheme name=\"Baton\">\
         {colours}</a:clrScheme><a:fontScheme name=\"Baton\"><a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont></a:fontScheme>\
         <a:fmtScheme name=\"Baton\"><a:fillStyleLst>{fill}{fill}{fill}</a:fillStyleLst><a:lnStyleLst>{line}{line}{line}</a:lnStyleLst>\
         <a:effectStyleLst>{effect}{effect}{effect}</a:effectStyleLst><a:bgFillStyleLst>{fill}{fill}{fill}</a:bgFillStyleLst></a:fmtScheme>\
         </a:themeElements></a:theme>"
    )
}
