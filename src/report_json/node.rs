//! A value inside the JSON with its pointer, so that every error names its position.

use serde_json::{Map, Value as Json};

use super::number::decimal;
use crate::model::error::{Error, Result};
use crate::model::language::Message;

/// A JSON value with its position.
pub(super) struct Node<'a, 'p> {
    pub value: &'a Json,
    /// The parent and the name or index in it: pointers are built only for errors.
    parent: Option<(&'p Node<'a, 'p>, Step<'a>)>,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Name(&'a str),
    Index(usize),
}

impl<'a> Node<'a, '_> {
    pub fn root(value: &'a Json) -> Self {
        Self { value, parent: None }
    }

    /// The JSON pointer; empty for the root.
    pub fn pointer(&self) -> String {
        match self.parent {
            None => String::new(),
            Some((parent, Step::Index(index))) => format!("{}/{index}", parent.pointer()),
            Some((parent, Step::Name(name))) => {
                format!("{}/{}", parent.pointer(), name.replace('~', "~0").replace('/', "~1"))
            }
        }
    }

    /// The error that something else is expected here.
    pub fn wrong(&self, zh: impl Into<String>, en: impl Into<String>) -> Error {
        let pointer = Some(self.pointer()).filter(|pointer| !pointer.is_empty()).unwrap_or("/".to_owned());
        Error::WrongShape { pointer, expected: Message::new(zh, en) }
    }

    pub fn object(&self) -> Result<&'a Map<String, Json>> {
        self.value.as_object().ok_or_else(|| self.wrong("应是 {…} 对象", "an object is expected"))
    }

    /// The members of an object.
    pub fn members(&self) -> Result<impl Iterator<Item = (&'a str, Node<'a, '_>)>> {
        let members = self.object()?.iter();
        Ok(members.map(|(name, value)| (name.as_str(), self.child(Step::Name(name), value))))
    }

    /// A member of an object, if it is there.
    pub fn get(&self, name: &str) -> Result<Option<Node<'a, '_>>> {
        let member = self.object()?.get_key_value(name);
        Ok(member.map(|(name, value)| self.child(Step::Name(name), value)))
    }

    /// A member that must be there.
    pub fn required(&self, name: &str) -> Result<Node<'a, '_>> {
        self.get(name)?
            .ok_or_else(|| self.wrong(format!("缺少“{name}”"), format!("the member '{name}' is missing")))
    }

    /// A member that may be missing or null.
    pub fn optional(&self, name: &str) -> Result<Option<Node<'a, '_>>> {
        Ok(self.get(name)?.filter(|node| !node.value.is_null()))
    }

    pub fn list(&self) -> Result<impl Iterator<Item = Node<'a, '_>>> {
        let values =
            self.value.as_array().ok_or_else(|| self.wrong("应是 […] 列表", "a list is expected"))?;
        Ok(values.iter().enumerate().map(|(index, value)| self.child(Step::Index(index), value)))
    }

    pub fn text(&self) -> Result<&'a str> {
        self.value.as_str().ok_or_else(|| self.wrong("应是文字，写在引号里", "a text in quotes is expected"))
    }

    /// A text, or `None` for null.
    pub fn text_or_null(&self) -> Result<Option<&'a str>> {
        if self.value.is_null() { Ok(None) } else { self.text().map(Some) }
    }

    /// A whole number from `least` to `most`.
    pub fn whole(&self, least: u32, most: u32) -> Result<u32> {
        use rust_decimal::prelude::ToPrimitive;
        self.value
            .as_number()
            .and_then(decimal)
            .filter(rust_decimal::Decimal::is_integer)
            .and_then(|number| number.to_u32())
            .filter(|number| (least..=most).contains(number))
            .ok_or_else(|| {
                self.wrong(
                    format!("应是 {least} 到 {most} 的整数"),
                    format!("a whole number from {least} to {most} is expected"),
                )
            })
    }

    fn child<'c>(&'c self, step: Step<'a>, value: &'a Json) -> Node<'a, 'c> {
        Node { value, parent: Some((self, step)) }
    }
}
