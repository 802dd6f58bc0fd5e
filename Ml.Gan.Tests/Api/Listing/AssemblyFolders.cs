using System.Reflection;
using System.Runtime.InteropServices;

namespace Ml.Gan.Tests.Api.Listing;

/// <summary>Finds a referenced assembly by its simple name, whatever its version: in the running .NET's folder, then beside the tests.</summary>
internal sealed class AssemblyFolders : MetadataAssemblyResolver
{
    private static readonly string Framework = Path.TrimEndingDirectorySeparator(RuntimeEnvironment.GetRuntimeDirectory());

    private readonly Dictionary<string, string> _paths = new[] { Framework, AppContext.BaseDirectory }
        .SelectMany(folder => Directory.GetFiles(folder, "*.dll"))
        .GroupBy(path => Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase)
        .ToDictionary(name => name.Key, name => name.First(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a type belongs to .NET itself.</summary>
    public static bool HoldFramework(Type type) => Path.GetDirectoryName(type.Assembly.Location) == Framework;

    public override Assembly? Resolve(MetadataLoadContext context, AssemblyName assemblyName) =>
        _paths.TryGetValue(assemblyName.Name!, out string? path) ? context.LoadFromAssemblyPath(path) : null;
}
