namespace Ml.Gan.Tests.Api.Compiling.Declarations;

/// <summary>
/// What a "member" line declares; its parts are C# source. A property has a line, and so a member, for each accessor.
/// </summary>
internal sealed record ListedMember(MemberKind Kind, string Access, string Modifiers)
{
    private static readonly string[] AllModifiers =
        ["static ", "abstract ", "virtual ", "override ", "sealed ", "const ", "readonly "];

    public string Type { get; private init; } = "";

    public string Name { get; private init; } = "";

    /// <summary>Such as "&lt;T, U&gt;", or empty.</summary>
    public string TypeParameters { get; private init; } = "";

    /// <summary>Of a method, a constructor or an indexer.</summary>
    public string Parameters { get; private init; } = "";

    public string Constraints { get; private init; } = "";

    /// <summary>Of a property: get, set or init.</summary>
    public string Accessor { get; private init; } = "";

    /// <summary>Of a constant.</summary>
    public string Value { get; private init; } = "";

    /// <summary>Whether it has no body: it is abstract.</summary>
    public bool IsAbstract => Modifiers.Contains("abstract ", StringComparison.Ordinal);

    public bool IsOverride => Modifiers.Contains("override ", StringComparison.Ordinal);

    /// <param name="signature">What follows " :: " in the line.</param>
    public static ListedMember Parse(string signature)
    {
        var line = new LineReader(signature);
        string access = line.Take("protected ") ? "protected" : "public";
        line.Take("public ");
        string modifiers = "";
        while (AllModifiers.FirstOrDefault(line.Take) is { } modifier)
            modifiers += modifier;
        var member = new ListedMember(MemberKind.Field, access, modifiers);
        if (line.Take(".ctor("))
            return member with { Kind = MemberKind.Constructor, Parameters = Declarations.Parameters.Read(line, ")") };
        if (line.Take("event "))
            return member with { Kind = MemberKind.Event, Type = line.Type(), Name = AfterSpace(line) };
        string type = line.ReturnType();
        if (line.Take(" = "))
            return member with { Kind = MemberKind.EnumValue, Name = type, Value = line.Rest };
        return Named(line, member with { Type = type, Name = AfterSpace(line) });
    }

    private static ListedMember Named(LineReader line, ListedMember field)
    {
        if (line.AtEnd)
            return field;
        if (line.Take(" = "))
            return field with { Value = Constant.Source(field.Type, line.Rest) };
        if (line.IsNext("<") || line.IsNext("("))
        {
            return field with
            {
                Kind = MemberKind.Method,
                TypeParameters = TypeParameterList(line),
                Parameters = Declarations.Parameters.Read(line, ")"),
                Constraints = Declarations.Constraints.Read(line).Clauses,
            };
        }
        string parameters = line.Take("[") ? Declarations.Parameters.Read(line, "]") : "";
        line.Expect(" { ");
        string accessor = line.Until(";");
        line.Expect("; }");
        return field with { Kind = MemberKind.Property, Parameters = parameters, Accessor = accessor };
    }

    private static string TypeParameterList(LineReader line)
    {
        if (!line.Take("<"))
        {
            line.Expect("(");
            return "";
        }
        string names = line.Until(">");
        line.Expect(">(");
        return $"<{string.Join(", ", names.Split(',').Select(LineReader.Escape))}>";
    }

    private static string AfterSpace(LineReader line)
    {
        line.Expect(" ");
        return line.Name();
    }
}
