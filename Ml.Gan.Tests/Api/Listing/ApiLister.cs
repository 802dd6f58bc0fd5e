using System.Reflection;

namespace Ml.Gan.Tests.Api.Listing;

/// <summary>
/// Lists the public and protected API of an assembly, one fact per line, from its metadata alone. The lines are those of
/// the lists in Api/official, so that what a stand-in offers can be compared with what the official package offers.
/// </summary>
/// <remarks>
/// The second word is always the type:
/// <code>
/// type N.Name&lt;T&gt; : KIND [where ...]              KIND: class, sealed class, struct, interface, enum, delegate, ...
/// base N.Name : N.Base                         the direct base class; of an enum its number type
/// impl N.Name : N.IFace                        every public interface, also through a base that .NET doesn't own
/// member N.Name :: ACCESS [MODIFIERS] SIGNATURE [where ...]
/// </code>
/// Not listed: nullable annotations, other attributes, and what the compiler generates.
/// </remarks>
internal static class ApiLister
{
    /// <summary>The lines of all visible types of an assembly.</summary>
    public static SortedSet<string> ListAssembly(string path) => List(path, type => type.IsVisible);

    /// <summary>The lines of the visible types of one namespace.</summary>
    public static SortedSet<string> ListNamespace(string path, string name) => List(path, type => type.IsVisible && type.Namespace == name);

    private static SortedSet<string> List(string path, Func<Type, bool> included)
    {
        using var context = new MetadataLoadContext(new AssemblyFolders());
        var types = context.LoadFromAssemblyPath(path).GetTypes().Where(included).Where(type => !type.IsGenerated());
        return new SortedSet<string>(types.SelectMany(type => TypeLines.Of(type).Concat(MemberLines.Of(type))), StringComparer.Ordinal);
    }
}
