using System.Reflection;
using Ml.Gan.Tests.Api.Listing;

namespace Ml.Gan.Tests.Api;

/// <summary>A stand-in for an official package, which only the local stack has.</summary>
internal static class StandIn
{
    /// <summary>The lines of its public API; the test ends as skipped where the official package itself is in use.</summary>
    public static SortedSet<string> List(string assemblyName)
    {
        string stack = typeof(StandIn).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == "MlStack").Value!;
        if (stack != "local")
            Assert.Inconclusive($"Built on the {stack} stack: {assemblyName} is the official package, there is no stand-in to compare with it.");
        return ApiLister.ListAssembly(Path.Combine(AppContext.BaseDirectory, assemblyName + ".dll"));
    }
}
