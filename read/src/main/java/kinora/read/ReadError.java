package kinora.read;

import kinora.model.FragmentNumber;

/// An error that a reader is told of inside its stream, with the ids of Kinesis Video.
public record ReadError(FragmentNumber number, int id, String code, String message) {
    public static ReadError notFound(FragmentNumber number) {
        return new ReadError(number, 4000, "STREAM_READ_ERROR", "The requested fragment is not found.");
    }

    /// What exactly is wrong stands in the server's log, not in the stream.
    public static ReadError broken(FragmentNumber number) {
        return new ReadError(number, 5000, "INTERNAL_ERROR", "The fragment cannot be read; see the server's log.");
    }
}
