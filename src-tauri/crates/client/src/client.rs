//! Asking a runtime.

use crate::{away, place};
use daybreak_wire::{AskError, ErrorCode};
use reqwest::header::{AUTHORIZATION, HeaderValue};
use reqwest::{Method, RequestBuilder, Response, Url};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::path::Path;
use std::time::Duration;

/// The longest answer that is read.
pub const MAX_ANSWER_BYTES: usize = 256 << 20;

/// A runtime that does not take a connection within this time is away.
const CONNECT: Duration = Duration::from_secs(3);

/// A forecast of a very large definition takes this long at the most.
const ANSWER: Duration = Duration::from_secs(300);

/// A way to one runtime, as one person or as nobody. Cheap to clone.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    base: Url,
    key: Option<HeaderValue>,
}

impl std::fmt::Debug for Client {
    /// The key is never printed.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client").field("base", &self.base.as_str()).field("has_key", &self.key.is_some()).finish()
    }
}

impl Client {
    /// A client of the runtime at `address`, `http://127.0.0.1:7420`; `key` says who is asking.
    ///
    /// # Errors
    /// `invalid` when the address or the key is none.
    pub fn new(address: &str, key: Option<&str>) -> Result<Client, AskError> {
        let wrong = |why: String| AskError::new(ErrorCode::Invalid, why).at(address.to_owned());
        let base = Url::parse(address).map_err(|error| wrong(format!("that is no address: {error}")))?;
        if base.cannot_be_a_base() || !matches!(base.scheme(), "http" | "https") {
            return Err(wrong("that is no address of a runtime; it begins with http://".into()));
        }
        let key = key.map(|key| {
            let mut value = HeaderValue::from_str(&format!("Bearer {key}"))
                .map_err(|_| AskError::new(ErrorCode::Unauthenticated, "the key holds characters that no key has"))?;
            value.set_sensitive(true);
            Ok(value)
        });
        let http = reqwest::Client::builder()
            .connect_timeout(CONNECT)
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .map_err(|error| AskError::new(ErrorCode::Internal, format!("no HTTP client can be made: {error}")))?;
        Ok(Client { http, base, key: key.transpose()? })
    }

    /// A client of the runtime of a data folder, asking as the person `name`, or as nobody.
    ///
    /// # Errors
    /// `runtime_away` when none is up there, `unauthenticated` when the person has no key there.
    pub fn of_folder(data: &Path, name: Option<&str>) -> Result<Client, AskError> {
        let runtime = place::runtime_of(data)?;
        let key = name.map(|name| place::key_of(data, name)).transpose()?;
        Client::new(&runtime.address, key.as_deref())
    }

    /// Where the runtime answers.
    pub fn address(&self) -> String {
        self.base.as_str().trim_end_matches('/').to_owned()
    }

    pub(crate) async fn get<T: DeserializeOwned>(
        &self,
        path: &[&str],
        query: &[(&str, String)],
    ) -> Result<T, AskError> {
        let request = self.request(Method::GET, path, query).timeout(ANSWER);
        self.answer(request).await
    }

    pub(crate) async fn post<B: Serialize, T: DeserializeOwned>(&self, path: &[&str], body: &B) -> Result<T, AskError> {
        let request = self.request(Method::POST, path, &[]).timeout(ANSWER).json(body);
        self.answer(request).await
    }

    pub(crate) fn request(&self, method: Method, path: &[&str], query: &[(&str, String)]) -> RequestBuilder {
        let mut url = self.base.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().push("v1").extend(path);
        }
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        let request = self.http.request(method, url);
        match &self.key {
            Some(key) => request.header(AUTHORIZATION, key),
            None => request,
        }
    }

    async fn answer<T: DeserializeOwned>(&self, request: RequestBuilder) -> Result<T, AskError> {
        let response = self.send(request).await?;
        let bytes = self.body(response).await?;
        serde_json::from_slice(&bytes).map_err(|error| self.not_ours(format!("its answer makes no sense: {error}")))
    }

    /// Sends a request; an answer that says it failed is an error.
    pub(crate) async fn send(&self, request: RequestBuilder) -> Result<Response, AskError> {
        let response = request.send().await.map_err(|error| self.no_answer(&error))?;
        if response.status().is_success() {
            return Ok(response);
        }
        let status = response.status();
        let bytes = self.body(response).await?;
        Err(serde_json::from_slice(&bytes)
            .unwrap_or_else(|_| self.not_ours(format!("it answered {status} in a form that is not a runtime's"))))
    }

    async fn body(&self, mut response: Response) -> Result<Vec<u8>, AskError> {
        let mut bytes = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| self.no_answer(&error))? {
            if bytes.len() + chunk.len() > MAX_ANSWER_BYTES {
                return Err(AskError::new(ErrorCode::TooLarge, "the runtime's answer is too long to be read"));
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes)
    }

    pub(crate) fn no_answer(&self, error: &reqwest::Error) -> AskError {
        let why = if error.is_connect() {
            "the runtime does not answer"
        } else if error.is_timeout() {
            "the runtime takes too long to answer"
        } else {
            "the connection to the runtime broke"
        };
        away(why).at(self.address())
    }

    fn not_ours(&self, message: String) -> AskError {
        AskError::new(ErrorCode::Internal, message)
            .at(self.address())
            .help("see that it is a Daybreak runtime of the same version")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_never_printed() {
        let client = Client::new("http://127.0.0.1:1", Some("very-secret")).unwrap();
        assert!(!format!("{client:?}").contains("very-secret"));
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for address in ["", "127.0.0.1:80", "file:///etc/passwd", "mailto:a@b"] {
            assert_eq!(Client::new(address, None).unwrap_err().code, ErrorCode::Invalid, "{address}");
        }
        assert_eq!(Client::new("http://127.0.0.1:1", Some("a\nb")).unwrap_err().code, ErrorCode::Unauthenticated);
    }

    #[tokio::test]
    async fn nobody_at_the_address_is_a_runtime_that_is_away() {
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let client = Client::new(&format!("http://{free}"), None).unwrap();
        let error = client.get::<serde_json::Value>(&["status"], &[]).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::RuntimeAway);
        assert!(error.to_string().contains("daybreak serve"));
    }
}
