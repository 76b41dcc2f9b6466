//! Links while they are being added, by either of their ends at any time.

use super::super::{Adjacency, Index, Link};
use super::order::{strong_components, topological_order};

const NONE: usize = usize::MAX;

/// A list of links, threaded by each of their ends.
#[derive(Default)]
pub struct Links {
    list: Vec<Link>,
    newest_into: Vec<usize>,
    newest_out_of: Vec<usize>,
    /// For each link the one added before it at the same end.
    before_into: Vec<usize>,
    before_out_of: Vec<usize>,
    /// Links into the border of a group that has no edge of its own, taken over from edges to its members.
    borrowed: Vec<usize>,
}

impl Links {
    /// Makes room for links between `count` activities.
    pub fn grow(&mut self, count: usize) {
        self.newest_into.resize(count, NONE);
        self.newest_out_of.resize(count, NONE);
    }

    pub fn push(&mut self, link: Link) {
        let position = self.list.len();
        self.before_into.push(std::mem::replace(&mut self.newest_into[link.to], position));
        self.before_out_of.push(std::mem::replace(&mut self.newest_out_of[link.from], position));
        self.list.push(link);
    }

    /// A link on success without lag.
    pub fn push_plain(&mut self, from: Index, to: Index) {
        self.push(Link::plain(from, to));
    }

    /// A link that [`Self::into_list`] may leave out again.
    pub fn push_borrowed(&mut self, link: Link) {
        self.borrowed.push(self.list.len());
        self.push(link);
    }

    pub fn links_into(&self, activity: Index) -> impl Iterator<Item = Link> {
        self.thread(self.newest_into[activity], &self.before_into)
    }

    pub fn links_out_of(&self, activity: Index) -> impl Iterator<Item = Link> {
        self.thread(self.newest_out_of[activity], &self.before_out_of)
    }

    fn thread<'s>(&'s self, newest: usize, before: &'s [usize]) -> impl Iterator<Item = Link> + 's {
        let there = |position: usize| (position != NONE).then_some(position);
        std::iter::successors(there(newest), move |position| there(before[*position]))
            .map(|position| self.list[position])
    }

    /// All links between the `count` activities.
    ///
    /// A path may leave a group and come back to it. The edge by which it comes back cannot open the group that it started in, so
    /// borrowed links that close a ring are left out.
    pub fn into_list(self, count: usize) -> Vec<Link> {
        let mut list = self.list;
        if self.borrowed.is_empty() {
            return list;
        }
        let outgoing = Adjacency::by(count, &list, |l| l.from);
        if topological_order(count, &list, &outgoing).is_some() {
            return list;
        }
        let component = strong_components(count, &list);
        let mut closes_ring = vec![false; list.len()];
        for position in self.borrowed {
            let link = list[position];
            closes_ring[position] = component[link.from] == component[link.to];
        }
        let mut closes_ring = closes_ring.into_iter();
        list.retain(|_| closes_ring.next() == Some(false));
        list
    }
}
