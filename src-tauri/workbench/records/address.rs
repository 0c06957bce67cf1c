//! A contact's e-mail address, read out of a row's attributes without reading the others.

use super::row;
use crate::workspace::{Workspace, WorkspaceError};
use playbook::metrics::is_address;
use std::borrow::Cow;

/// The attributes that hold an address, as they stand in the rows' JSON up to the quote before the value: `"Email":"`.
#[derive(Debug, Clone, Default)]
pub(crate) struct AddressKeys(Vec<(String, String)>);

impl AddressKeys {
    fn of(names: impl IntoIterator<Item = String>) -> Result<AddressKeys, WorkspaceError> {
        let addresses = names.into_iter().filter(|name| is_address(name));
        let keys = addresses.map(|name| {
            let key = serde_json::to_string(&name).map_err(WorkspaceError::unreadable("mapping"))?;
            Ok((format!("{key}:\""), name))
        });
        Ok(AddressKeys(keys.collect::<Result<_, WorkspaceError>>()?))
    }

    /// True = no import kept an address.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The first address of a row.
    pub fn find<'t>(&self, attributes: Option<&'t str>) -> Result<Option<Cow<'t, str>>, WorkspaceError> {
        let Some(attributes) = attributes else { return Ok(None) };
        for (key, name) in &self.0 {
            let Some((_, rest)) = attributes.split_once(key.as_str()) else { continue };
            let value = rest.split_once('"').map_or(rest, |(value, _)| value);
            if !value.contains('\\') {
                return Ok(Some(Cow::Borrowed(value)));
            }
            // Something in it is escaped, which only a whole reading undoes.
            if let Some(value) = row::attributes(Some(attributes))?.remove(name) {
                return Ok(Some(Cow::Owned(value)));
            }
        }
        Ok(None)
    }
}

impl Workspace {
    /// Where the records' addresses are.
    pub(crate) async fn address_keys(&self) -> Result<AddressKeys, WorkspaceError> {
        AddressKeys::of(self.attribute_names().await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_found_among_the_attributes() {
        let names = ["Company", "E-mail", "Note", "Work Email"].map(String::from);
        let keys = AddressKeys::of(names).expect("plain names");
        let cases = [
            (r#"{"Company":"Acme","E-mail":"ann@acme.com","Note":"x"}"#, Some("ann@acme.com")),
            (r#"{"Company":"Acme","Work Email":"bo@acme.com"}"#, Some("bo@acme.com")),
            (r#"{"Company":"\"E-mail\":\"no@acme.com\""}"#, None),
            (r#"{"E-mail":"\"ann\"@acme.com"}"#, Some("\"ann\"@acme.com")),
            (r#"{"Company":"Acme"}"#, None),
        ];
        for (attributes, address) in cases {
            assert_eq!(keys.find(Some(attributes)).expect("JSON").as_deref(), address, "{attributes}");
        }
        assert_eq!(keys.find(None).expect("nothing"), None);
        assert!(AddressKeys::of(["Company".to_string()]).expect("plain names").is_empty());
    }
}
