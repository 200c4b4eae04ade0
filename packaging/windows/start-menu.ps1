# Puts mqi into the start menu of the person who runs this; it lies in the folder of the build.
#     powershell -ExecutionPolicy Bypass -File start-menu.ps1
$menu = [Environment]::GetFolderPath("Programs")
$link = (New-Object -ComObject WScript.Shell).CreateShortcut((Join-Path $menu "mqi.lnk"))
$link.TargetPath = Join-Path $PSScriptRoot "mqi.exe"
$link.WorkingDirectory = [Environment]::GetFolderPath("MyDocuments")
$link.Description = "Hold a coaching conversation about a filmed mathematics lesson"
$link.Save()
