using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.CodeAnalysis.Scripting.Hosting;

namespace Ml.Gan.Tests.Notebooks;

/// <summary>Runs cells one after another as .NET Interactive does: each sees what those before it declared.</summary>
internal sealed class NotebookSession : IDisposable
{
    private readonly InteractiveAssemblyLoader _loader = new();
    private ScriptOptions _options =
        ScriptOptions.Default.WithReferences(
            PackageReferences.FrameworkPaths.Select(path => MetadataReference.CreateFromFile(path)));
    private ScriptState<object>? _state;

    public NotebookKernel Kernel { get; } = new();

    /// <exception cref="CompilationErrorException">The code doesn't compile.</exception>
    public async Task RunAsync(string code)
    {
        foreach (var (package, _) in PackageReferences.In(code))
            AddPackage(package);
        code = PackageReferences.Without(code);
        _state = _state is null
            ? await CSharpScript.Create<object>(code, _options, typeof(NotebookKernel), _loader).RunAsync(Kernel)
            : await _state.ContinueWithAsync<object>(code, _options);
    }

    public void Dispose() => _loader.Dispose();

    private void AddPackage(string package)
    {
        foreach (var assembly in PackageReferences.Load(package))
        {
            _loader.RegisterDependency(assembly);
            _options = _options.AddReferences(assembly);
        }
    }
}
