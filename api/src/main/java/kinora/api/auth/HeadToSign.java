package kinora.api.auth;

import java.util.Collection;
import java.util.List;
import kinora.http.RequestHead;
import kinora.sigv4.SignableRequest;

/// A request's head as the signature sees it.
record HeadToSign(RequestHead head) implements SignableRequest {
    @Override
    public String method() {
        return head.method();
    }

    @Override
    public String path() {
        return head.path();
    }

    @Override
    public String query() {
        return head.query();
    }

    @Override
    public Collection<String> headerNames() {
        return head.headers().names();
    }

    @Override
    public List<String> headers(String name) {
        return head.headers().getAll(name);
    }
}
