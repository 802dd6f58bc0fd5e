using System.Reflection;

namespace Ml.Gan.Cli;

/// <summary>The version of the package that a type comes from.</summary>
internal static class PackageVersion
{
    public static string Of(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? type.Assembly.GetName().Version!.ToString();
}
