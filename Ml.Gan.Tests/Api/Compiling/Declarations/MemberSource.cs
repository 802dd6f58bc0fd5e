namespace Ml.Gan.Tests.Api.Compiling.Declarations;

/// <summary>Writes the members of listed types as C# declarations, whose bodies are empty.</summary>
internal static class MemberSource
{
    public static IEnumerable<string> Write(ListedType type)
    {
        foreach (var member in type.Members.Where(member => member.Kind != MemberKind.Property))
            yield return Member(type, member);
        var properties = type.Members.Where(member => member.Kind == MemberKind.Property);
        foreach (var accessors in properties.GroupBy(member => (member.Name, member.Parameters)))
            yield return Property([.. accessors]);
        if (type.Kind.EndsWith("class", StringComparison.Ordinal) && NeedsHiddenConstructor(type))
            yield return $"internal {type.Name}() {{ }}";
        if (type.Kind == "struct" && !type.Members.Exists(IsState))
            yield return "private object _reference; private int _number;";
    }

    /// <summary>Without a constructor of its own a class would get a public one.</summary>
    private static bool NeedsHiddenConstructor(ListedType type) =>
        type.Kind != "static class" && !type.Members.Exists(member => member.Kind == MemberKind.Constructor);

    /// <summary>A struct that holds nothing would count as assigned before it is.</summary>
    private static bool IsState(ListedMember member) =>
        member is { Kind: MemberKind.Field, Modifiers: "" or "readonly " };

    private static string Member(ListedType type, ListedMember member) => member.Kind switch
    {
        MemberKind.Constructor => $"{member.Access} {type.Name}({member.Parameters}) {{ }}",
        MemberKind.Method => Method(type, member),
        MemberKind.Event when member.IsAbstract => $"{Start(member)}event {member.Type} {member.Name};",
        MemberKind.Event => $"{Start(member)}event {member.Type} {member.Name} {{ add {{ }} remove {{ }} }}",
        MemberKind.EnumValue => $"{member.Name} = {member.Value},",
        _ when member.Value.Length > 0 => $"{Start(member)}{member.Type} {member.Name} = {member.Value};",
        _ => $"{Start(member)}{member.Type} {member.Name};",
    };

    private static string Method(ListedType type, ListedMember member)
    {
        string body = member.IsAbstract ? ";" : " { }";
        if (member.Name == "Finalize" && member.IsOverride)
            return $"~{type.Name}() {{ }}";
        if (Operators.Declaration(member) is { } declaration)
            return $"{Start(member)}{declaration}({member.Parameters}){body}";
        string end = member.IsOverride ? body : member.Constraints + body;
        return $"{Start(member)}{member.Type} {member.Name}{member.TypeParameters}({member.Parameters}){end}";
    }

    private static string Property(ListedMember[] accessors)
    {
        var widest = accessors.FirstOrDefault(accessor => accessor.Access == "public") ?? accessors[0];
        string body = widest.IsAbstract ? ";" : " { }";
        var written = accessors.Select(a => $"{(a.Access == widest.Access ? "" : a.Access + " ")}{a.Accessor}{body}");
        return $"{Declaration(widest)} {{ {string.Join(' ', written)} }}";
    }

    private static string Declaration(ListedMember property)
    {
        if (property.Parameters.Length == 0)
            return $"{Start(property)}{property.Type} {property.Name}";
        string attribute = property.Name == "Item" || property.IsOverride
            ? ""
            : $"[global::System.Runtime.CompilerServices.IndexerName(\"{property.Name}\")] ";
        return $"{attribute}{Start(property)}{property.Type} this[{property.Parameters}]";
    }

    private static string Start(ListedMember member) => $"{member.Access} {member.Modifiers}";
}
