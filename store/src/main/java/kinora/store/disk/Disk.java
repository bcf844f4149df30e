package kinora.store.disk;

import java.io.IOException;
import java.util.List;

/// One folder of files. Names are plain file names.
public interface Disk {
    /// Opens a file for reading and writing; creates it if `create` says so.
    DiskFile open(String name, boolean create) throws IOException;

    List<String> list() throws IOException;

    void rename(String from, String to) throws IOException;

    void delete(String name) throws IOException;

    /// Makes creations, renames and deletions durable.
    void syncFolder() throws IOException;
}
