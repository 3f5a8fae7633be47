//! `OFD.xml`: which documents the file holds, and what is known of them.

use super::located;
use crate::model::document::Property;
use crate::model::error::Result;
use crate::model::language::Message;
use crate::readers::package::Package;
use crate::readers::xml::Xml;

/// What is known of a document, by the names that other formats use.
const PROPERTIES: [(&str, &str); 5] = [
    ("Title", "title"),
    ("Author", "creator"),
    ("Subject", "subject"),
    ("Abstract", "description"),
    ("Keywords", "keywords"),
];

const NAME: &str = "OFD.xml";

/// The documents of a file.
#[derive(Debug, Default)]
pub struct Entry {
    pub documents: Vec<OwnDocument>,
}

/// A document of a file.
#[derive(Debug, Default)]
pub struct OwnDocument {
    pub head: Vec<Property>,
    /// The part that lists its pages.
    pub root: String,
    /// The part that lists its signatures.
    signatures: Option<String>,
    versions: Vec<Version>,
}

#[derive(Debug)]
struct Version {
    name: String,
    is_current: bool,
}

impl Entry {
    pub fn read(package: &mut Package<'_>) -> Result<Self> {
        let text = package.required(NAME)?;
        let mut entry = Self::default();
        {
            let mut xml = package.xml(NAME, &text);
            xml.child()?;
            while let Some(child) = xml.child()? {
                if child.name() == "DocBody" {
                    entry.documents.push(OwnDocument::read(&mut xml)?);
                    xml.check_entries(entry.documents.len())?;
                } else {
                    xml.skip()?;
                }
            }
            // What follows the root is no document.
            while xml.next()?.is_some() {}
        }
        for document in &mut entry.documents {
            document.locate(package)?;
        }
        if entry.documents.iter().all(|document| document.root.is_empty()) {
            return Err(package.damaged(NAME, "没有列出文档 / it lists no document"));
        }
        entry.documents.retain(|document| !document.root.is_empty());
        Ok(entry)
    }

    /// What of the file was not read or not checked.
    pub fn remarks(&self, package: &mut Package<'_>) -> Result<Vec<Message>> {
        let mut remarks = Vec::new();
        let count = self.documents.len();
        if count > 1 {
            remarks.push(Message::new(
                format!("OFD 文件里有 {count} 份文档，按先后顺序都读入了，请核对数是哪一份的"),
                format!("the OFD file holds {count} documents, which were read one after the other; verify whose the figures are"),
            ));
        }
        let mut signatures = 0;
        for document in &self.documents {
            if let Some(name) = &document.signatures {
                signatures += count_of(package, name, "Signature")?;
            }
            let versions = document.versions.len();
            if versions > 1 {
                remarks.push(Message::new(
                    format!("OFD 文件保存了 {versions} 个版本，只读入了当前版本"),
                    format!("the OFD file keeps {versions} versions; only the current one was read"),
                ));
            }
        }
        if signatures > 0 {
            remarks.push(Message::new(
                format!("文件有 {signatures} 个电子签名或签章，没有验证，印章图案也没有读入"),
                format!("{signatures} electronic signature(s) or seal(s) were not verified, and the images of seals not read"),
            ));
        }
        Ok(remarks)
    }
}

impl OwnDocument {
    fn read(xml: &mut Xml<'_>) -> Result<Self> {
        let mut own = Self::default();
        while let Some(child) = xml.child()? {
            match child.name() {
                "DocInfo" => own.head = xml.properties(&PROPERTIES)?,
                "DocRoot" => xml.text()?.trim().clone_into(&mut own.root),
                "Signatures" => own.signatures = Some(xml.text()?.trim().to_owned()),
                "Versions" => own.read_versions(xml)?,
                _ => xml.skip()?,
            }
        }
        Ok(own)
    }

    fn read_versions(&mut self, xml: &mut Xml<'_>) -> Result<()> {
        while let Some(child) = xml.child()? {
            let [name, current] = child.attributes(["BaseLoc", "Current"]);
            let is_current = current.as_deref() == Some("true");
            self.versions.push(Version { name: name.unwrap_or_default(), is_current });
            xml.check_entries(self.versions.len())?;
            xml.skip()?;
        }
        Ok(())
    }

    /// Names the parts as the package does; the current version has a root of its own.
    fn locate(&mut self, package: &mut Package<'_>) -> Result<()> {
        if let Some(name) = self.versions.iter().find(|version| version.is_current).map(|it| it.name.clone())
        {
            let name = located(package, NAME, &name);
            if let Some(root) = version_root(package, &name)? {
                self.root = located(package, &name, &root);
            }
        } else if !self.root.is_empty() {
            self.root = located(package, NAME, &self.root);
        }
        self.signatures = self.signatures.take().map(|name| located(package, NAME, &name));
        Ok(())
    }
}

/// The root of a version.
fn version_root(package: &mut Package<'_>, name: &str) -> Result<Option<String>> {
    let Some(text) = package.text(name)? else { return Ok(None) };
    let mut xml = package.xml(name, &text);
    xml.child()?;
    let mut root = None;
    while let Some(child) = xml.child()? {
        match child.name() {
            "DocRoot" => root = Some(xml.text()?.trim().to_owned()),
            _ => xml.skip()?,
        }
    }
    Ok(root)
}

/// How many elements of a name there are below the root of a part; one where it cannot be found.
fn count_of(package: &mut Package<'_>, name: &str, wanted: &str) -> Result<usize> {
    let Some(text) = package.text(name)? else { return Ok(1) };
    let mut xml = package.xml(name, &text);
    xml.child()?;
    let mut count = 0;
    while let Some(child) = xml.child()? {
        count += usize::from(child.name() == wanted);
        xml.skip()?;
    }
    Ok(count)
}
