package kinora.rules;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// Parses sources with javac and measures their methods, from the first annotation to the closing brace.
final class MethodLengths {
    /// How long one method is.
    record MethodLength(String file, String name, long lines) {}

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    private MethodLengths() {}

    static List<MethodLength> of(List<Path> files) {
        return measure(files.stream()
                .map(file -> new Text(Sources.nameOf(file), House.read(file)))
                .toList());
    }

    static List<MethodLength> of(String name, String source) {
        return measure(List.of(new Text(name, source)));
    }

    /// One task for all: making one costs more than parsing a file.
    private static List<MethodLength> measure(List<Text> sources) {
        JavacTask task = (JavacTask) COMPILER.getTask(null, null, _ -> {}, List.of("-proc:none"), null, sources);
        try {
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            List<MethodLength> found = new ArrayList<>();
            for (CompilationUnitTree unit : task.parse()) {
                unit.accept(new Measure(unit, positions, found), null);
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Measure extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<MethodLength> found;

        Measure(CompilationUnitTree unit, SourcePositions positions, List<MethodLength> found) {
            this.unit = unit;
            this.positions = positions;
            this.found = found;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
            LineMap lines = unit.getLineMap();
            long first = lines.getLineNumber(positions.getStartPosition(unit, method));
            long last = lines.getLineNumber(positions.getEndPosition(unit, method));
            String file = unit.getSourceFile().getName();
            found.add(new MethodLength(file, method.getName().toString(), last - first + 1));
            return super.visitMethod(method, null);
        }
    }

    private static final class Text extends SimpleJavaFileObject {
        private final String source;

        Text(String name, String source) {
            super(URI.create("string:/" + name), JavaFileObject.Kind.SOURCE);
            this.source = source;
        }

        @Override
        public String getName() {
            return uri.getPath().substring(1);
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
        }
    }
}
