//! What the window is started with.

use std::path::PathBuf;

use clap::Parser;

/// Daybreak: a bank's whole night as one picture.
#[derive(Debug, Parser)]
#[command(name = "daybreak-window", version)]
pub struct Arguments {
    /// A folder of workflows, or a file in one to show first [default: `workflows` in the data folder].
    pub workflows: Option<PathBuf>,

    /// Where the runtime keeps its data [default: $XDG_DATA_HOME/daybreak or ~/.local/share/daybreak].
    #[arg(long, value_name = "DIR", env = "DAYBREAK_DATA_DIR")]
    pub data: Option<PathBuf>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_a_workflow_and_a_data_folder() {
        let arguments = Arguments::try_parse_from(["daybreak-window", "bank", "--data", "d"]).unwrap();
        assert_eq!(arguments.workflows, Some(PathBuf::from("bank")));
        assert_eq!(arguments.data, Some(PathBuf::from("d")));
    }

    #[test]
    fn refuses_what_it_does_not_know() {
        assert!(Arguments::try_parse_from(["daybreak-window", "--nonsense"]).is_err());
    }
}
