//! The reasons for findings that were set aside, read from report JSON.

use super::node::Node;
use super::read::JsonReader;
use crate::model::error::Result;
use crate::model::set_aside::SetAside;

impl JsonReader<'_> {
    /// The reasons for findings that were set aside.
    pub(super) fn set_aside(&mut self, root: &Node<'_, '_>) -> Result<Vec<SetAside>> {
        let mut reasons = Vec::new();
        let Some(list) = root.get("set_aside")? else { return Ok(reasons) };
        for node in list.list()? {
            self.only(&node, &["finding", "reason"])?;
            let [finding, reason] = ["finding", "reason"].map(|name| node.required(name));
            let (finding, reason) = (self.text(&finding?)?, self.text(&reason?)?);
            self.count_blocks(1)?;
            reasons.extend(SetAside::new(finding, reason));
        }
        Ok(reasons)
    }
}
