using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Saves, loads and uses transformers.</summary>
public sealed partial class ModelOperationsCatalog
{
    readonly IHostEnvironment env;

    internal ModelOperationsCatalog(IHostEnvironment env) => this.env = env;
}
