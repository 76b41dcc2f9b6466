//! Rows of rectangles: each near its neighbours, none over another.

/// Something that takes columns and rows.
pub struct Rectangle {
    pub first: usize,
    /// The column behind its last.
    pub behind: usize,
    pub rows: usize,
    /// Where nothing else decides, smaller ranks stand above.
    pub rank: f64,
}

/// An edge between rectangles, with the rows within them at which it leaves and enters.
pub struct Link {
    pub from: usize,
    pub from_row: f64,
    pub to: usize,
    pub to_row: f64,
}

/// A neighbour: which, its row at the end of the edge, and the own row at the edge's other end.
#[derive(Clone, Copy)]
struct Near {
    which: usize,
    there: f64,
    here: f64,
}

/// The first row of each rectangle, and how many rows there are.
///
/// Three passes, from the left, from the right and from the left: in each column the rectangles are brought into the order of where their
/// neighbours want them, moved as little as keeping that order allows, and then down past what stands in the way.
pub fn rows(rectangles: &[Rectangle], links: &[Link]) -> (Vec<usize>, usize) {
    let mut before: Vec<Vec<Near>> = vec![Vec::new(); rectangles.len()];
    let mut after: Vec<Vec<Near>> = vec![Vec::new(); rectangles.len()];
    for link in links {
        after[link.from].push(Near { which: link.to, there: link.to_row, here: link.from_row });
        before[link.to].push(Near { which: link.from, there: link.from_row, here: link.to_row });
    }
    let last = rectangles.iter().map(|r| r.behind).max().unwrap_or(0);
    let forward: Vec<(usize, usize)> = rectangles.iter().map(|r| (r.first, r.behind)).collect();
    let backward: Vec<(usize, usize)> = rectangles.iter().map(|r| (last - r.behind, last - r.first)).collect();
    let mut tops = pass(rectangles, &forward, |r, placed| wanted(&before[r], placed));
    tops = pass(rectangles, &backward, |r, placed| {
        wanted(&after[r], placed).or_else(|| wanted_by_all(&before[r], &tops)).or(Some(tops[r] as f64))
    });
    tops = pass(rectangles, &forward, |r, placed| {
        wanted(&before[r], placed).or_else(|| wanted_by_all(&after[r], &tops)).or(Some(tops[r] as f64))
    });
    close_gaps(rectangles, tops)
}

const UNPLACED: usize = usize::MAX;

/// The mean row that the neighbours placed so far ask for.
fn wanted(near: &[Near], placed: &[usize]) -> Option<f64> {
    let asked = near.iter().filter(|n| placed[n.which] != UNPLACED).map(|n| placed[n.which] as f64 + n.there - n.here);
    let (sum, count) = asked.fold((0.0, 0usize), |(sum, count), row| (sum + row, count + 1));
    (count > 0).then(|| sum / count as f64)
}

fn wanted_by_all(near: &[Near], placed: &[usize]) -> Option<f64> {
    wanted(near, placed)
}

/// Places the rectangles column by column. `spans` are the columns in the direction of the pass.
fn pass(
    rectangles: &[Rectangle],
    spans: &[(usize, usize)],
    wanted: impl Fn(usize, &[usize]) -> Option<f64>,
) -> Vec<usize> {
    let mut tops = vec![UNPLACED; rectangles.len()];
    let mut by_column: Vec<usize> = (0..rectangles.len()).collect();
    by_column.sort_by(|a, b| {
        spans[*a].0.cmp(&spans[*b].0).then_with(|| rectangles[*a].rank.total_cmp(&rectangles[*b].rank))
    });
    // The column behind the last rectangle on each row.
    let mut taken: Vec<usize> = Vec::new();
    let mut left = by_column.as_slice();
    while let Some(first) = left.first() {
        let column = spans[*first].0;
        let count = left.iter().take_while(|r| spans[**r].0 == column).count();
        let (batch, rest) = left.split_at(count);
        left = rest;
        let mut batch: Vec<(usize, f64)> =
            batch.iter().enumerate().map(|(position, r)| (*r, wanted(*r, &tops).unwrap_or(position as f64))).collect();
        batch.sort_by(|a, b| a.1.total_cmp(&b.1));
        let ideal = pooled(&batch, rectangles);
        let mut lowest = 0;
        for ((r, _), ideal) in batch.iter().zip(ideal) {
            let rows = rectangles[*r].rows;
            let top = first_free(&taken, (ideal.round().max(0.0) as usize).max(lowest), rows, column);
            if taken.len() < top + rows {
                taken.resize(top + rows, 0);
            }
            taken[top..top + rows].fill(spans[*r].1);
            tops[*r] = top;
            lowest = top + rows;
        }
    }
    tops
}

/// The first row from `from` on at which `rows` rows are free from `column` on.
fn first_free(taken: &[usize], from: usize, rows: usize, column: usize) -> usize {
    let mut top = from;
    let mut row = from;
    while row < top + rows {
        if taken.get(row).is_some_and(|behind| *behind > column) {
            top = row + 1;
        }
        row += 1;
    }
    top
}

/// The tops nearest to those wanted, in squares, that keep the order and do not overlap: pooling of adjacent violators.
fn pooled(batch: &[(usize, f64)], rectangles: &[Rectangle]) -> Vec<f64> {
    /// A run of rectangles that touch: the sum of where its first would want to be, how many, and how many rows.
    struct Run {
        sum: f64,
        count: f64,
        rows: f64,
        from: usize,
    }
    let mut runs: Vec<Run> = Vec::new();
    for (position, (r, wanted)) in batch.iter().enumerate() {
        let mut run = Run { sum: *wanted, count: 1.0, rows: rectangles[*r].rows as f64, from: position };
        while let Some(above) = runs.pop_if(|above| above.sum / above.count + above.rows > run.sum / run.count) {
            run = Run {
                sum: above.sum + run.sum - run.count * above.rows,
                count: above.count + run.count,
                rows: above.rows + run.rows,
                from: above.from,
            };
        }
        runs.push(run);
    }
    let mut tops = vec![0.0; batch.len()];
    for (index, run) in runs.iter().enumerate() {
        let mut top = run.sum / run.count;
        let behind = runs.get(index + 1).map_or(batch.len(), |next| next.from);
        for position in run.from..behind {
            tops[position] = top;
            top += rectangles[batch[position].0].rows as f64;
        }
    }
    tops
}

/// Takes out rows on which nothing stands.
fn close_gaps(rectangles: &[Rectangle], tops: Vec<usize>) -> (Vec<usize>, usize) {
    let behind = rectangles.iter().zip(&tops).map(|(r, top)| top + r.rows).max().unwrap_or(0);
    let mut used = vec![false; behind];
    for (r, top) in rectangles.iter().zip(&tops) {
        used[*top..top + r.rows].fill(true);
    }
    let mut row = 0;
    let new: Vec<usize> = used
        .iter()
        .map(|used| {
            row += usize::from(*used);
            row - usize::from(*used)
        })
        .collect();
    (tops.into_iter().map(|top| new[top]).collect(), row)
}
