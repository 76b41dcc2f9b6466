//! What the window is started with.

use std::path::PathBuf;

use clap::Parser;

/// Daybreak: a bank's whole night as one picture.
#[derive(Debug, Parser)]
#[command(name = "daybreak-window", version)]
pub struct Arguments {
    /// A workflow file, or a folder of them, to open at the start.
    pub workflows: Option<PathBuf>,

    /// Where the runtime keeps its store, logs and keys [default: the user's data folder].
    #[arg(long, value_name = "DIR")]
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
