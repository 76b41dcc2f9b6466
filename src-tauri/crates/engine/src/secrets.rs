//! Secrets: a file each in the data folder, or the runtime's environment. They are read as a job starts and kept nowhere.

use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// The secret `name`, from `secrets/NAME` in the data folder (which nobody but its owner may read), else from
/// `DAYBREAK_SECRET_NAME`. The error never says what the secret is.
pub(crate) fn secret(data: &Path, name: &str) -> Result<String, String> {
    let file = data.join("secrets").join(name);
    if let Ok(meta) = std::fs::metadata(&file) {
        if meta.mode() & 0o077 != 0 {
            let mode = meta.mode() & 0o777;
            return Err(format!(
                "the secret {name:?} is open to others (mode {mode:o}); run: chmod 600 {}",
                file.display()
            ));
        }
        let text = std::fs::read_to_string(&file)
            .map_err(|error| format!("the secret {name:?} cannot be read from {}: {error}", file.display()))?;
        return Ok(text.trim_end_matches(['\n', '\r']).to_owned());
    }
    std::env::var(format!("DAYBREAK_SECRET_{name}")).map_err(|_| {
        format!("the secret {name:?} is not known to this runtime; put it into {} with mode 600", file.display())
    })
}
