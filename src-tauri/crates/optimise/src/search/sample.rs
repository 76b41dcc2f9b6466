//! Lists by regret-based biased random sampling, by latest start (Drexl 1991; Kolisch 1996).

use super::instance::Instance;
use crate::dice::Dice;

pub struct Sampler {
    latest: Vec<u32>,
    open: Vec<u32>,
    ready: Vec<u16>,
}

impl Sampler {
    pub fn new<const W: usize>(instance: &Instance<W>) -> Sampler {
        let mut latest = vec![0u32; instance.count()];
        for at in (0..instance.count()).rev() {
            let links = instance.backward.links(at).iter();
            let after = links.map(|(to, lag)| latest[*to as usize].saturating_sub(*lag)).min();
            latest[at] = after.unwrap_or(instance.lower).saturating_sub(instance.duration[at]);
        }
        Sampler { latest, open: Vec::new(), ready: Vec::new() }
    }

    /// A list in which everything comes after what it waits for; what has to start early comes early, more likely than not.
    pub fn draw<const W: usize>(&mut self, instance: &Instance<W>, dice: &mut Dice, list: &mut Vec<u16>) {
        let count = instance.count();
        self.open.clear();
        self.open.extend((0..count).map(|at| instance.forward.links(at).len() as u32));
        self.ready.clear();
        self.ready.extend((0..count as u16).filter(|at| self.open[*at as usize] == 0));
        list.clear();
        while !self.ready.is_empty() {
            let at = self.ready.swap_remove(self.choose(dice));
            list.push(at);
            for (after, _) in instance.backward.links(at as usize) {
                self.open[*after as usize] -= 1;
                if self.open[*after as usize] == 0 {
                    self.ready.push(*after as u16);
                }
            }
        }
    }

    fn choose(&self, dice: &mut Dice) -> usize {
        let latest = |at: &u16| self.latest[*at as usize];
        let worst = self.ready.iter().map(latest).max().unwrap_or(0);
        let regret = |at: &u16| f64::from(worst - latest(at) + 1);
        let mut drawn = dice.share() * self.ready.iter().map(regret).sum::<f64>();
        let chosen = self.ready.iter().position(|at| {
            drawn -= regret(at);
            drawn < 0.0
        });
        chosen.unwrap_or(self.ready.len() - 1)
    }
}
