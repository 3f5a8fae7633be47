//! Serial numbers of days as dates and times.

/// A day and a second of it.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    year: i64,
    month: i64,
    day: i64,
    second: i64,
}

impl Moment {
    /// A midnight is a date, whatever its format would show.
    pub fn show(self, date: bool, day: bool, time: bool) -> String {
        let Self { year, month, .. } = self;
        let clock = clock(self.second / 3600, self.second);
        match (date, day) {
            (false, _) => clock,
            (true, false) if !time => format!("{year}年{month}月"),
            _ if time && self.second > 0 => format!("{year}-{month:02}-{:02} {clock}", self.day),
            _ => format!("{year}年{month}月{}日", self.day),
        }
    }
}

/// Hours and minutes, and seconds where there are any.
pub fn clock(hours: i64, second: i64) -> String {
    let (minutes, seconds) = (second / 60 % 60, second % 60);
    if seconds == 0 {
        format!("{hours:02}:{minutes:02}")
    } else {
        format!("{hours:02}:{minutes:02}:{seconds:02}")
    }
}

/// The whole seconds of a number of days; `None` beyond the year 9999.
#[allow(clippy::cast_possible_truncation, reason = "the range was just checked")]
pub fn seconds(days: f64) -> Option<i64> {
    (0.0..2_958_466.0).contains(&days).then(|| (days * 86_400.0).round() as i64)
}

/// The date of a serial number, which counts days from 1900 (with a 29 February that never was)
/// or from 1904.
pub fn moment(serial: f64, from_1904: bool) -> Option<Moment> {
    let all = seconds(serial)?;
    let (mut days, second) = (all / 86_400, all % 86_400);
    if from_1904 {
        days += 1462;
    } else if days < 60 {
        days += 1;
    }
    // Days since 1 March of the year 0: 30 December 1899 is serial 0.
    let days = days + 693_899;
    let era = days / 146_097;
    let day_of_era = days % 146_097;
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    Some(Moment { year, month, day: day_of_year - (153 * shifted + 2) / 5 + 1, second })
}

/// An ISO date or time (`2022-01-28T19:26:00`) as a serial number of it would be shown; `None` if it is none.
pub fn from_iso(stored: &str) -> Option<String> {
    let (date, time) = stored.trim().split_once('T').unwrap_or((stored.trim(), ""));
    let mut parts = date.splitn(3, '-').map(|part| part.parse::<u32>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let time = time.split(['.', 'Z', '+']).next().unwrap_or_default();
    Some(match time.strip_suffix(":00").unwrap_or(time) {
        "" | "00:00" => format!("{year}年{month}月{day}日"),
        time => format!("{year}-{month:02}-{day:02} {time}"),
    })
}
