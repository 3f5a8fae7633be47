//! The exponent of a cost: 1 where twice as much takes twice as long, 2 where it takes four times as long.

/// A size and what it cost.
#[derive(Clone, Copy, Debug)]
pub struct Point {
    pub size: usize,
    pub seconds: f64,
}

/// The slope of the line through the logarithms of the points, by least squares.
///
/// The part of the cost that does not grow hides what does while sizes are small, so that only the last
/// three points count.
pub fn exponent(points: &[Point]) -> f64 {
    let last = points.get(points.len().saturating_sub(3)..).unwrap_or_default();
    let logarithms = last.iter().map(|point| ((point.size as f64).ln(), point.seconds.ln()));
    let logarithms: Vec<(f64, f64)> = logarithms.collect();
    let count = logarithms.len() as f64;
    let mean_x = logarithms.iter().map(|(x, _)| x).sum::<f64>() / count;
    let mean_y = logarithms.iter().map(|(_, y)| y).sum::<f64>() / count;
    let spread: f64 = logarithms.iter().map(|(x, _)| (x - mean_x).powi(2)).sum();
    logarithms.iter().map(|(x, y)| (x - mean_x) * (y - mean_y)).sum::<f64>() / spread
}

/// A line of the table.
pub fn print(name: &str, points: &[Point]) {
    let time = |point: &Point| match point.seconds {
        seconds if seconds < 1.0 => format!("{}: {:.2} ms", point.size, seconds * 1000.0),
        seconds => format!("{}: {seconds:.1} s", point.size),
    };
    let times: Vec<_> = points.iter().map(time).collect();
    println!("| {name} | {} | {:.2} |", times.join(", "), exponent(points));
}
