//! The smallest HTTP/1.1 client that keeps its connection: what it costs must not be what
//! is measured.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

/// What a browser says it can unpack.
pub(crate) const PACKED: &str = "Accept-Encoding: gzip, deflate, br, zstd\r\n";

/// A connection that is used again and again.
pub(crate) struct Connection {
    stream: BufReader<TcpStream>,
    line: Vec<u8>,
    body: Vec<u8>,
}

/// An answer, as long as the next request is not sent.
pub(crate) struct Answer<'a> {
    pub(crate) status: u16,
    pub(crate) body: &'a [u8],
}

/// A request's bytes.
pub(crate) fn request(method: &str, path: &str, headers: &str, body: &str) -> Vec<u8> {
    let length = match body {
        "" => String::new(),
        body => format!("Content-Length: {}\r\n", body.len()),
    };
    format!("{method} {path} HTTP/1.1\r\nHost: localhost\r\n{headers}{length}\r\n{body}").into()
}

impl Connection {
    pub(crate) fn open(address: &str) -> Connection {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_nodelay(true).unwrap();
        Connection {
            stream: BufReader::with_capacity(64 * 1024, stream),
            line: Vec::new(),
            body: Vec::new(),
        }
    }

    /// Sends a request and reads its whole answer.
    pub(crate) fn ask(&mut self, request: &[u8]) -> Answer<'_> {
        let (status, length) = self.begin(request);
        self.body.clear();
        match length {
            None => self.chunks(),
            Some(length) => self.read(length),
        }
        Answer {
            status,
            body: &self.body,
        }
    }

    /// Sends a request whose answer has no end: a stream of events.
    pub(crate) fn listen(&mut self, request: &[u8]) {
        let (status, length) = self.begin(request);
        assert_eq!((status, length), (200, None), "no stream");
    }

    /// The next piece of a stream; nothing once the server has ended it.
    pub(crate) fn hear(&mut self) -> Option<&[u8]> {
        if self.stream.fill_buf().is_ok_and(<[u8]>::is_empty) {
            return None;
        }
        self.body.clear();
        self.chunk();
        Some(&self.body)
    }

    /// Sends a request and reads the head of its answer: the status, and the length of the
    /// body unless it comes in chunks.
    fn begin(&mut self, request: &[u8]) -> (u16, Option<usize>) {
        self.stream.get_mut().write_all(request).unwrap();
        let status = {
            let line = self.line();
            line[9..12]
                .iter()
                .fold(0, |status, digit| status * 10 + u16::from(digit - b'0'))
        };
        let (mut length, mut chunked) = (0, false);
        loop {
            let line = self.line();
            if line.is_empty() {
                break;
            }
            if let Some(value) = header(line, b"content-length:") {
                length = std::str::from_utf8(value).unwrap().parse().unwrap();
            }
            chunked |= header(line, b"transfer-encoding:") == Some(b"chunked");
        }
        (status, (!chunked).then_some(length))
    }

    fn chunks(&mut self) {
        while self.chunk() > 0 {}
    }

    /// Reads one chunk behind what there is of the body; how long it was.
    fn chunk(&mut self) -> usize {
        let size = std::str::from_utf8(self.line()).unwrap();
        let size = usize::from_str_radix(size, 16).unwrap();
        self.read(size);
        self.line();
        size
    }

    fn read(&mut self, length: usize) {
        let before = self.body.len();
        self.body.resize(before + length, 0);
        self.stream.read_exact(&mut self.body[before..]).unwrap();
    }

    /// The next line, without its end.
    fn line(&mut self) -> &[u8] {
        self.line.clear();
        self.stream.read_until(b'\n', &mut self.line).unwrap();
        assert!(!self.line.is_empty(), "the server closed the connection");
        self.line.trim_ascii_end()
    }
}

/// The value of a line with this name, lower case, colon included.
fn header<'a>(line: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    let (front, value) = line.split_at_checked(name.len())?;
    front.eq_ignore_ascii_case(name).then(|| value.trim_ascii())
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use super::*;

    /// What the client makes of an answer.
    fn read(answer: &'static str) -> (u16, String) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let mut connection = Connection::open(&listener.local_addr().unwrap().to_string());
        let (mut server, _) = listener.accept().unwrap();
        server.write_all(answer.as_bytes()).unwrap();
        let answer = connection.ask(&request("GET", "/", "", ""));
        (
            answer.status,
            String::from_utf8(answer.body.to_vec()).unwrap(),
        )
    }

    #[test]
    fn a_body_of_known_length_is_read() {
        let answer = "HTTP/1.1 404 Not Found\r\nContent-Length: 3\r\n\r\nabc";
        assert_eq!(read(answer), (404, "abc".into()));
    }

    #[test]
    fn a_body_in_chunks_is_read() {
        let answer = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\na\r\n0123456789\r\n0\r\n\r\n";
        assert_eq!(read(answer), (200, "abc0123456789".into()));
    }
}
