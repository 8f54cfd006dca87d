import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.gephi.graph.api.Column;
import org.gephi.graph.api.DirectedGraph;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.Node;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.EdgeDirectionDefault;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.importer.api.Issue;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.ProjectController;
import org.gephi.project.api.Workspace;
import org.openide.util.Lookup;

/** Opens each file as Gephi would, and prints what it holds, one record a line, fields between tabs. */
public final class LoadGraph {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    public static void main(String[] paths) throws Exception {
        Logger.getLogger("").setLevel(Level.OFF);
        ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
        projects.newProject();
        for (String path : paths) {
            Workspace workspace = projects.newWorkspace(projects.getCurrentProject());
            projects.openWorkspace(workspace);
            load(new File(path), workspace);
            print(path);
        }
        System.exit(0);
    }

    private static void load(File file, Workspace workspace) throws Exception {
        ImportController imports = Lookup.getDefault().lookup(ImportController.class);
        Container container = imports.importFile(file);
        container.getLoader().setAutoScale(false);
        container.getLoader().setEdgeDefault(EdgeDirectionDefault.DIRECTED);
        imports.process(container, new DefaultProcessor(), workspace);
        for (Issue issue : container.getReport().getIssuesList(100)) {
            record("issue", issue.getLevel().toString(), issue.getMessage());
        }
    }

    private static void print(String path) {
        DirectedGraph graph = Lookup.getDefault().lookup(GraphController.class).getGraphModel().getDirectedGraph();
        record("file", path, graph.getNodeCount(), graph.getEdgeCount());
        for (Node node : graph.getNodes().toArray()) {
            record("node", node.getId(), node.getLabel(), titled(node, "type"), hex(node.getColor()),
                node.x(), node.y(), node.size());
        }
        for (Edge edge : graph.getEdges().toArray()) {
            record("edge", edge.getId(), edge.getSource().getId(), edge.getTarget().getId(), edge.getTypeLabel(),
                edge.getLabel(), edge.getWeight());
        }
    }

    /** Gives the value of the column that a person sees under this title. */
    private static Object titled(Node node, String title) {
        for (Column column : node.getAttributeColumns()) {
            if (column.getTitle().equals(title)) {
                return node.getAttribute(column);
            }
        }
        return null;
    }

    private static String hex(java.awt.Color color) {
        return String.format("#%06X", color.getRGB() & 0xFFFFFF);
    }

    private static void record(Object... fields) {
        String[] texts = Arrays.stream(fields).map(LoadGraph::escaped).toArray(String[]::new);
        OUT.println(String.join("\t", texts));
    }

    private static String escaped(Object field) {
        String text = String.valueOf(field);
        return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r");
    }
}
