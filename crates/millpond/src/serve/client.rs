//! Where a request really comes from, behind reverse proxies. Only the ones named by
//! `--trusted-proxy` are believed; from anybody else such headers are taken away, so
//! that nothing further in can believe them.
//!
//! Pages and API find the address as axum's `ConnectInfo<SocketAddr>`.

use std::net::{IpAddr, SocketAddr};

use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, HeaderName, Request};
use ipnet::IpNet;

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const FORWARDED: [HeaderName; 5] = [
    FORWARDED_FOR,
    HeaderName::from_static("forwarded"),
    HeaderName::from_static("x-forwarded-host"),
    HeaderName::from_static("x-forwarded-proto"),
    HeaderName::from_static("x-real-ip"),
];

/// The proxies whose word counts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Proxies(Vec<IpNet>);

impl Proxies {
    pub(crate) fn new(trusted: &[IpNet]) -> Proxies {
        Proxies(trusted.to_vec())
    }

    /// Notes in the request where it comes from.
    pub(crate) fn note<B>(&self, request: &mut Request<B>, peer: SocketAddr) {
        let client = if self.trusts(peer.ip()) {
            let address = self.client(request.headers(), peer.ip());
            SocketAddr::new(address, peer.port())
        } else {
            for name in &FORWARDED {
                request.headers_mut().remove(name);
            }
            peer
        };
        request.extensions_mut().insert(ConnectInfo(client));
    }

    /// Whether this is one of them.
    pub(crate) fn trusts(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.iter().any(|network| network.contains(&address))
    }

    /// The last address on the way that is no trusted proxy: what stands before it
    /// may be anybody's invention.
    fn client(&self, headers: &HeaderMap, peer: IpAddr) -> IpAddr {
        let lines = headers.get_all(FORWARDED_FOR).into_iter().rev();
        let hops = lines
            .filter_map(|line| line.to_str().ok())
            .flat_map(|line| line.rsplit(','));
        let mut nearest = peer;
        for hop in hops {
            let Some(address) = address(hop) else { break };
            nearest = address;
            if !self.trusts(address) {
                break;
            }
        }
        nearest
    }
}

/// An address with or without a port, as proxies write it.
fn address(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let plain = text.trim_start_matches('[').trim_end_matches(']');
    let with_port = || text.parse().ok().map(|address: SocketAddr| address.ip());
    plain.parse().ok().or_else(with_port)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(peer: &str, forwarded: &[&str]) -> String {
        let proxies = Proxies::new(&["10.0.0.0/8".parse().unwrap(), "::1/128".parse().unwrap()]);
        let mut request = Request::new(());
        for line in forwarded {
            let headers = request.headers_mut();
            headers.append(FORWARDED_FOR, line.parse().unwrap());
        }
        proxies.note(&mut request, SocketAddr::new(peer.parse().unwrap(), 9));
        let ConnectInfo(found): &ConnectInfo<SocketAddr> = request.extensions().get().unwrap();
        found.ip().to_string()
    }

    #[test]
    fn a_trusted_proxy_is_believed() {
        assert_eq!(client("10.0.0.1", &["192.0.2.7"]), "192.0.2.7");
        assert_eq!(client("::1", &["192.0.2.7:4711"]), "192.0.2.7");
        assert_eq!(client("10.0.0.1", &["[2001:db8::1]"]), "2001:db8::1");
    }

    #[test]
    fn only_the_last_hop_that_is_no_proxy_counts() {
        assert_eq!(
            client("10.0.0.1", &["6.6.6.6, 192.0.2.7, 10.0.0.2"]),
            "192.0.2.7"
        );
        assert_eq!(client("10.0.0.1", &["6.6.6.6", "192.0.2.7"]), "192.0.2.7");
    }

    #[test]
    fn nonsense_leaves_the_nearest_known_address() {
        assert_eq!(client("10.0.0.1", &["nonsense"]), "10.0.0.1");
        assert_eq!(client("10.0.0.1", &["192.0.2.7, unknown"]), "10.0.0.1");
        assert_eq!(client("10.0.0.1", &[]), "10.0.0.1");
    }

    #[test]
    fn a_stranger_is_not_believed_and_cannot_make_others_believe() {
        assert_eq!(client("192.0.2.9", &["10.0.0.1"]), "192.0.2.9");
        let mut request = Request::new(());
        let claim = "https".parse().unwrap();
        request.headers_mut().insert("x-forwarded-proto", claim);
        Proxies::default().note(&mut request, "192.0.2.9:1".parse().unwrap());
        assert!(request.headers().is_empty());
    }
}
