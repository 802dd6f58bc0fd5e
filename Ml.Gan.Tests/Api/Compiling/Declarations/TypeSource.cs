using System.Text;

namespace Ml.Gan.Tests.Api.Compiling.Declarations;

/// <summary>Writes listed types as C# declarations, whose bodies are empty.</summary>
internal static class TypeSource
{
    public static string Write(IEnumerable<ListedType> types)
    {
        var text = new StringBuilder();
        foreach (var space in types.GroupBy(type => type.Namespace))
        {
            text.Append("namespace ").Append(space.Key).Append("\n{\n");
            foreach (var type in space)
                Write(text, type);
            text.Append("}\n");
        }
        return text.ToString();
    }

    private static void Write(StringBuilder text, ListedType type)
    {
        string name = type.Name + type.Constraints.WithVariance(type.TypeParameters);
        if (type.Kind == "delegate")
        {
            var invoke = type.Members.Single();
            text.Append($"public unsafe delegate {invoke.Type} {name}({invoke.Parameters})");
            text.Append(type.Constraints.Clauses).Append(";\n");
            return;
        }
        text.Append(type.Kind == "enum" ? "public enum " : Header(type)).Append(name);
        if (type.Bases.Count > 0)
            text.Append(" : ").AppendJoin(", ", type.Bases);
        text.Append(type.Constraints.Clauses).Append("\n{\n");
        foreach (string member in MemberSource.Write(type))
            text.Append(member).Append('\n');
        foreach (var nested in type.Nested)
            Write(text, nested);
        text.Append("}\n");
    }

    private static string Header(ListedType type)
    {
        string[] words = type.Kind.Split(' ');
        string byRef = type.Kind == "struct" && type.Members.Exists(HoldsSpan) ? "ref " : "";
        return $"public {string.Concat(words[..^1].Select(word => word + " "))}unsafe {byRef}partial {words[^1]} ";
    }

    /// <summary>Only a ref struct can hold a span.</summary>
    private static bool HoldsSpan(ListedMember member) => member.Kind == MemberKind.Field
        && (member.Type.StartsWith("global::System.Span<", StringComparison.Ordinal)
            || member.Type.StartsWith("global::System.ReadOnlySpan<", StringComparison.Ordinal));
}
