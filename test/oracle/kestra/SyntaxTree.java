import io.pebbletemplates.pebble.node.ArgumentsNode;
import io.pebbletemplates.pebble.node.NamedArgumentNode;
import io.pebbletemplates.pebble.node.PositionalArgumentNode;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.node.expression.FilterExpression;
import io.pebbletemplates.pebble.node.expression.FunctionOrMacroInvocationExpression;
import io.pebbletemplates.pebble.node.expression.LiteralNullExpression;
import io.pebbletemplates.pebble.node.expression.MapExpression;
import io.pebbletemplates.pebble.node.expression.RenderableNodeExpression;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds each secret(…) in a syntax tree of Pebble, in the order of the text; the entries of a map literal come in
 * any order, since the tree keeps none for them. The nodes have no way to ask for what is below them: it is read from
 * their fields.
 */
final class SyntaxTree {
  private static final List<String> PACKAGES =
      List.of("io.pebbletemplates.pebble.node", "io.pebbletemplates.pebble.utils", "io.kestra.core.runners.pebble.expression");

  private final List<String> argumentNames;
  private final List<Map<String, Object>> calls = new ArrayList<>();
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private boolean inOrder = true;

  SyntaxTree(List<String> argumentNames) {
    this.argumentNames = argumentNames;
  }

  List<Map<String, Object>> callsIn(Object root) throws ReflectiveOperationException {
    visit(root);
    return calls;
  }

  /** Whether the calls are known to come in the order of the text. */
  boolean inOrder() {
    return inOrder;
  }

  private void visit(Object part) throws ReflectiveOperationException {
    if (part == null || !seen.add(part)) return;
    switch (part) {
      case Collection<?> parts -> {
        for (Object each : parts) visit(each);
      }
      case Map<?, ?> entries -> {
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
          visit(entry.getKey());
          visit(entry.getValue());
        }
      }
      case ArgumentsNode given -> {
        visit(given.getPositionalArgs());
        visit(given.getNamedArgs());
      }
      case FilterExpression filter -> visitFilter(filter);
      case MapExpression map -> {
        inOrder = inOrder && map.getEntries().isEmpty();
        visit(map.getEntries());
      }
      default -> visitNode(part);
    }
  }

  private void visitNode(Object node) throws ReflectiveOperationException {
    String home = node.getClass().getPackageName();
    if (PACKAGES.stream().noneMatch(home::startsWith)) return;
    if (node instanceof FunctionOrMacroInvocationExpression call && call.getFunctionName().equals("secret")) {
      calls.add(described(call.getArguments()));
    }
    for (Class<?> type = node.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive()) continue;
        field.setAccessible(true);
        visit(field.get(node));
      }
    }
  }

  /** The tag {@code filter} stands before what it filters, unlike the operator. */
  private void visitFilter(FilterExpression filter) throws ReflectiveOperationException {
    List<Object> filters = new ArrayList<>();
    Object left = filter;
    while (left instanceof FilterExpression each) {
      filters.addFirst(each.getRightExpression());
      left = each.getLeftExpression();
    }
    boolean isTag = left instanceof RenderableNodeExpression;
    if (!isTag) visit(left);
    visit(filters);
    if (isTag) visit(left);
  }

  private Map<String, Object> described(ArgumentsNode given) throws ReflectiveOperationException {
    Map<String, Object> bound = new LinkedHashMap<>();
    List<String> named = new ArrayList<>();
    String failure = null;
    int position = 0;
    for (PositionalArgumentNode each : given.getPositionalArgs()) {
      if (position < argumentNames.size()) bound.put(argumentNames.get(position), told(each.getValueExpression()));
      else failure = "too many positional arguments";
      position += 1;
    }
    for (NamedArgumentNode each : given.getNamedArgs()) {
      named.add(each.getName());
      if (argumentNames.contains(each.getName())) bound.put(each.getName(), told(each.getValueExpression()));
      else if (failure == null) failure = "unknown named argument: " + each.getName();
    }
    Map<String, Object> call = new LinkedHashMap<>();
    call.put("bound", bound);
    call.put("positional", position);
    call.put("named", named);
    if (failure != null) call.put("bindError", failure);
    return call;
  }

  /** {"literal": VALUE}, or {"expr": CLASS} for everything that is more than a literal. */
  private static Map<String, Object> told(Expression<?> expression) throws ReflectiveOperationException {
    Map<String, Object> told = new LinkedHashMap<>();
    String kind = expression.getClass().getSimpleName();
    if (expression instanceof LiteralNullExpression) told.put("literal", null);
    else if (kind.startsWith("Literal")) told.put("literal", Kestra.field(expression, "value"));
    else told.put("expr", kind);
    return told;
  }
}
